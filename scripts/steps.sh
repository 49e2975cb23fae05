# SPDX-License-Identifier: MIT
# The steps that build, serve and test are made of; sourced by them. Each says what it does and is quick when there
# is nothing to do. Output of a step goes to build/log/NAME.log, and its end to the terminal when it fails.

project=$(cd "$(dirname "${BASH_SOURCE[0]}")/.." && pwd -P)
cd "$project"
env_run=$project/scripts/env
mkdir -p build/log

# Without these a step that was stopped would be told as one that failed.
trap 'echo "stopped" >&2; exit 130' INT
trap 'echo "stopped" >&2; exit 143' TERM

say() { printf '%s\n' "$*"; }
fail() { printf '%s\n' "$@" >&2; return 1; }

# Passes the log through to FILE and shows the newest progress every ten seconds, so that long steps are not silent.
with_progress() { # FILE
    local line shown=$SECONDS
    while IFS= read -r line || [ -n "$line" ]; do
        printf '%s\n' "$line" >&3
        if [[ $line =~ ^\[[0-9]+/[0-9]+\] ]] && [ $((SECONDS - shown)) -ge 10 ]; then
            printf '      %s\n' "${BASH_REMATCH[0]}"
            shown=$SECONDS
        fi
    done 3>"$1"
}

# step NAME TEXT COMMAND...
step() {
    local name=$1 text=$2 started=$SECONDS status
    shift 2
    say "  $text"
    : >"build/log/$name.log"
    set +e
    "$@" 2>&1 </dev/null | with_progress "build/log/$name.log"
    status=${PIPESTATUS[0]}
    set -e
    if [ "$status" != 0 ]; then
        grep -vE '^\[[0-9]+/[0-9]+\]' "build/log/$name.log" | tail -n 60 >&2
        ! grep -qE 'No space left on device|ENOSPC' "build/log/$name.log" || say "The disk is full." >&2
        fail "$text: failed; all of it is in build/log/$name.log"
        return 1
    fi
    [ $((SECONDS - started)) -lt 3 ] || say "      done in $((SECONDS - started)) s"
}

setup_tools() {
    "$env_run" --setup "$@"
}

# The npm packages of a folder's package-lock.json, when they are not there already. setup_npm [FOLDER]
setup_npm() {
    local folder=${1:-.} want
    want=$(sha256sum <"$folder/package-lock.json")
    [ "$(cat "$folder/node_modules/.installed-lock" 2>/dev/null)" != "$want" ] || return 0
    # Gone while npm works, so that what an interrupted npm leaves is not taken for this or any other list.
    rm -f "$folder/node_modules/.installed-lock"
    step npm "npm packages${1:+ of $1}" npm_ci "$folder" || fail "Is the network there? npm packages are needed once."
    printf '%s\n' "$want" >"$folder/node_modules/.installed-lock"
}

# On the host when it has npm, because its npm may be set up for its network; else with the toolchain's.
npm_ci() (
    cd "$1"
    if command -v npm >/dev/null && command -v node >/dev/null; then
        npm ci --no-audit --no-fund --ignore-scripts
    else
        "$env_run" npm ci --no-audit --no-fund --ignore-scripts
    fi
)

# configure PRESET: once, and again when the toolchain changed.
configure() {
    local preset=$1 toolchain
    toolchain=$("$env_run" --where)
    if [ -f "build/$preset/build.ninja" ] && [ "$(cat "build/$preset/toolchain" 2>/dev/null)" = "$toolchain" ]; then
        return 0
    fi
    rm -rf "build/$preset"
    step "$preset-configure" "configuring $preset" "$env_run" cmake --preset "$preset" || return 1
    printf '%s\n' "$toolchain" >"build/$preset/toolchain"
}

# compile PRESET TEXT TARGET...
compile() {
    local preset=$1 text=$2
    shift 2
    configure "$preset" && step "$preset" "$text" "$env_run" cmake --build "build/$preset" --target "$@" -- -k 0
}
