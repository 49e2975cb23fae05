# SPDX-License-Identifier: MIT
# Making the private Debian 13 root of scripts/env, which sources this file. A root is made in ROOT.tmp.PID and gets
# its name only when it has passed its check, so a half-made one is never used.

root_name() {
    local key
    key=$( (echo "$suite 2"; layer_lines "$layer"; [ "$layer" != build ] || sources_script) | sha256sum | cut -c1-12)
    echo "$cache/root-$layer-$key"
}

need_tools() {
    local missing=()
    command -v mmdebstrap >/dev/null || missing+=(mmdebstrap)
    command -v bwrap >/dev/null || missing+=(bubblewrap)
    command -v flock >/dev/null || missing+=(util-linux)
    [ "$(id -u)" = 0 ] || command -v newuidmap >/dev/null || missing+=(uidmap)
    [ -e /usr/share/keyrings/debian-archive-keyring.gpg ] || missing+=(debian-archive-keyring)
    [ ${#missing[@]} -gt 0 ] || return 0
    if ! command -v apt-get >/dev/null; then
        die "this machine lacks: $(host_lacks | tr '\n' ' ')" \
            "and it has no apt to make a private Debian 13 root with. Either install these versions, or build a" \
            "container: podman build -t mha-sim -f scripts/Containerfile ."
    fi
    if [ "$(id -u)" != 0 ]; then
        die "a private Debian 13 root is needed, and making it needs packages of this machine. Please run once:" \
            "    sudo apt-get install ${missing[*]}"
    fi
    say "installing ${missing[*]}"
    { apt-get update -qq && DEBIAN_FRONTEND=noninteractive apt-get install -y -qq "${missing[@]}"; } >&2 ||
        die "apt-get could not install ${missing[*]}; is the network there?"
}

# Where this machine gets Debian from, with the release changed. Prints nothing when it is not a Debian: then
# mmdebstrap's own choice holds.
mirror_lines() {
    local lines main security
    lines=$(apt-get indextargets --format '$(ORIGIN)|$(LABEL)|$(REPO_URI)|$(CODENAME)' 'Identifier: Packages' 2>/dev/null | sort -u)
    main=$(awk -F'|' '$1 == "Debian" && $2 == "Debian" {print $3; exit}' <<<"$lines")
    security=$(awk -F'|' '$1 == "Debian" && $2 == "Debian-Security" {print $3; exit}' <<<"$lines")
    [ -n "$main" ] && [ -n "$security" ] || return 0
    echo "deb $main $suite main"
    echo "deb $main $suite-updates main"
    echo "deb $security $suite-security main"
}

# Run by mmdebstrap inside the new root: puts the third-party sources, as their authors released them, into
# /usr/src/mha/NAME, and stops when a version is not the expected one.
sources_script() {
    cat <<'SH'
set -eu
mkdir -p /usr/src/mha && cd /usr/src/mha
sed -n 'p; s/^deb /deb-src /p' /etc/apt/sources.list >/tmp/mha-src.list
opts="-o Dir::Etc::SourceList=/tmp/mha-src.list -o APT::Sandbox::User=root -o Acquire::Retries=3"
apt-get $opts update -qq
expect() {
    case $3 in "$2"[-+~]*) ;; *) echo "package $1 is $3, expected $2" >&2; exit 1 ;; esac
}
unpack_source() {
    apt-get $opts source --download-only -qq "$1"
    expect "$1" "$2" "$(sed -n 's/^Version: //p' "$1"_*.dsc | head -n 1)"
    dpkg-source --skip-patches --no-check -x "$1"_*.dsc "$1" >/dev/null
    rm -f "$1"_*
}
unpack_headers() {
    apt-get $opts download -qq "$3"
    expect "$3" "$2" "$(dpkg-deb -f "$3"_*.deb Version)"
    dpkg-deb -x "$3"_*.deb unpacked
    mkdir "$1" && mv unpacked/usr/include "$1/include"
    rm -rf unpacked "$3"_*.deb
}
SH
    layer_lines sources | sed 's/^/unpack_source /'
    layer_lines headers | sed 's/^/unpack_headers /'
    echo 'rm -f /tmp/mha-src.list'
}

verify_root() {
    local root=$1
    if [ "$layer" = build ]; then
        (enter "$root" bash -ec 'emcc --version | grep -qF 3.1.69; g++ --version | grep -qE " 1[4-9]\."
            cmake --version; ninja --version; mkdocs --version; npm --version; python3 --version
            test -e /usr/src/mha/catch2/CMakeLists.txt') >/dev/null
    else
        (enter "$root" bash -ec 'chromium --version; command -v firefox-esr WebKitWebDriver xvfb-run; node --version') >/dev/null
    fi
}

# A killed mmdebstrap of a plain user leaves files of its other identities, which only they can remove.
remove() {
    rm -rf --one-file-system "$@" 2>/dev/null || {
        (cd / && mmdebstrap --unshare-helper sh -c 'rm -rf --one-file-system "$1"/*' sh "$scratch")
        rm -rf --one-file-system "$@"
    }
}

build_root() {
    local root=$1 work=$1.tmp.$$ scratch packages mirror args status=0
    mkdir -p "$cache"
    # Where a plain user's mmdebstrap works: its other identities must get there, so it cannot be in a closed home.
    scratch=/var/tmp/mha-sim-$(id -u)-$(cksum <<<"$cache" | cut -d' ' -f1)
    exec 9>"$cache/lock"
    flock -n 9 || { say "another set-up is running; waiting for it"; flock 9; }
    [ ! -e "$root" ] || return 0
    # Leftovers of an interrupted set-up; nobody else can be making one while we hold the lock.
    remove "$cache"/root-*.tmp.* "$scratch"
    bwrap --ro-bind / / true 2>/dev/null ||
        die "bwrap cannot make a namespace on this machine (a locked-down container, or user namespaces are off)." \
            "Install the tools on the host ($(host_lacks | tr '\n' ' ')), or use scripts/Containerfile."
    local free
    free=$(df -Pk "$cache" | awk 'NR == 2 {print int($4 / 1024)}')
    [ "$free" -ge 3500 ] || die "$cache has $free MB free; the $layer tools need 3500 MB. XDG_CACHE_HOME moves the folder."
    say "making a private Debian 13 with the $layer tools in $root"
    say "about one to three minutes and 1.4 to 3 GB, once"
    trap 'status=$?; trap - EXIT INT TERM HUP; say "cleaning up"; remove "$work" "$work.log" "$scratch"; exit $((status ? status : 1))' EXIT
    trap 'exit 130' INT
    trap 'exit 143' TERM HUP
    mkdir "$work"
    packages=$(layer_lines "$layer" | paste -sd,)
    mirror=$(mirror_lines)
    args=(--variant=apt --include="$packages" --aptopt='APT::Sandbox::User "root"' --aptopt='Acquire::Retries "3"'
        --aptopt='Acquire::Languages "none"' --dpkgopt=force-unsafe-io
        --dpkgopt='path-exclude=/usr/share/man/*' --dpkgopt='path-exclude=/usr/share/locale/*'
        --dpkgopt='path-exclude=/usr/share/doc/*' --dpkgopt='path-include=/usr/share/doc/*/copyright'
        --customize-hook='mkdir -p "$1/etc/ssl/certs"; touch "$1/etc/hosts" "$1/etc/resolv.conf"')
    # Proxies, certificates and clock rules by which this machine reaches its packages hold for the root as well.
    apt-config dump --format '%F "%v";%n' Acquire 2>/dev/null |
        grep -iE '^Acquire::(https?|Check-)[^ ]* "[^"]+";$' >"$work.apt" || true
    while read -r line; do args+=(--aptopt="$line"); done <"$work.apt"
    rm -f "$work.apt"
    if [ "$layer" = build ]; then
        sources_script >"$work/sources.sh"
        args+=(--customize-hook="upload $work/sources.sh /tmp/mha-sources.sh"
            --customize-hook='chroot "$1" sh /tmp/mha-sources.sh && rm -f "$1/tmp/mha-sources.sh"')
    fi
    if [ "$(id -u)" = 0 ]; then
        mkdir "$work/root"
        run_mmdebstrap "$work.log" --mode=root "${args[@]}" $suite "$work/root" ${mirror:+-} 9>&- <<<"$mirror" || status=$?
    else
        # A tar stream, so that every file ends up owned by the user and can be removed without tricks.
        mkdir "$work/root" "$scratch"
        chmod 777 "$scratch"
        TMPDIR=$scratch run_mmdebstrap "$work.log" --mode=unshare "${args[@]}" $suite - ${mirror:+-} 9>&- <<<"$mirror" |
            tar -x --no-same-owner --exclude='./dev/*' -C "$work/root" 2>>"$work.log" || status=$?
    fi
    [ $status = 0 ] || die "$(why_failed "$work.log")" "Nothing half-made is kept; run again when the cause is gone."
    verify_root "$work/root" || die "the new root did not pass its check. Nothing is kept."
    trap - EXIT
    sync -f "$work/root" 2>/dev/null || true
    mv -T "$work/root" "$root"
    remove "$work" "$work.log" "$scratch"
    say "the $layer tools are ready"
}

# A sentence for what a log of mmdebstrap says; its last lines when it is nothing common.
why_failed() {
    if grep -qiE 'no space left|enough free space|disk quota' "$1"; then
        echo "the disk of $cache is full; XDG_CACHE_HOME moves the folder."
    elif grep -qiE "could not resolve|could not connect|cannot initiate|connection (failed|refused|timed out)|network is unreachable|temporary failure|unable to connect" "$1"; then
        echo "Debian's packages could not be fetched; is the network there?"
    else
        tail -n 15 "$1"
        echo "making the root failed (above: its last lines)."
    fi
}

# One line a stage instead of mmdebstrap's thousands; all of it stays in the log. Its output is the tar stream.
run_mmdebstrap() {
    local log=$1 stages='^I: (running apt|running special|downloading|extracting|installing|cleaning)'
    shift
    {
        mmdebstrap "$@" 2>&1 >&3 3>&- | tee -a "$log" | { grep --line-buffered -E "$stages" || true; } |
            sed -u 's/^I: /env:   /; s/running special hook.*/fetching third-party sources.../' >&2 3>&-
    } 3>&1
}
