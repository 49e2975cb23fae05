# SPDX-License-Identifier: MIT
# Compiler flags. `mha_flags` carries those of our own code; the rest hold for third-party code too.

set(CMAKE_CXX_STANDARD 23)
set(CMAKE_CXX_STANDARD_REQUIRED ON)
set(CMAKE_CXX_EXTENSIONS OFF)
set(CMAKE_C_STANDARD 17)

if(NOT CMAKE_BUILD_TYPE)
    set(CMAKE_BUILD_TYPE RelWithDebInfo CACHE STRING "" FORCE)
endif()

find_program(MHA_CCACHE ccache)
if(MHA_CCACHE AND NOT CMAKE_CXX_COMPILER_LAUNCHER)
    set(CMAKE_CXX_COMPILER_LAUNCHER ${MHA_CCACHE})
    set(CMAKE_C_COMPILER_LAUNCHER ${MHA_CCACHE})
endif()

# One arithmetic everywhere: no fused multiply-add, baseline SSE2 or NEON natively, simd128 on the web.
add_compile_options(-ffp-contract=off)

if(EMSCRIPTEN)
    # Every browser with 128-bit SIMD has the other two as well, and the program is smaller with them.
    add_compile_options(-msimd128 -mnontrapping-fptoint -mbulk-memory)
    if(MHA_EXCEPTIONS)
        add_compile_options(-fexceptions)
        add_link_options(-fexceptions)
    else()
        # Optimised as one program it is 25 % smaller, and takes over a minute to link after each change.
        set(web_size "-Oz")
        set(web_whole -flto)
        if(MHA_QUICK)
            set(web_size "-O1")
            set(web_whole)
        endif()
        set(CMAKE_CXX_FLAGS_RELEASE "${web_size} -DNDEBUG")
        set(CMAKE_C_FLAGS_RELEASE "${web_size} -DNDEBUG")
        add_compile_options(${web_whole} $<$<COMPILE_LANGUAGE:CXX>:-fno-exceptions> $<$<COMPILE_LANGUAGE:CXX>:-fno-rtti>)
        add_link_options(${web_whole} ${web_size})
    endif()
endif()

if(MHA_SANITIZE)
    add_compile_options(-fsanitize=address,undefined -fno-sanitize-recover=all -fno-omit-frame-pointer)
    add_link_options(-fsanitize=address,undefined)
elseif(MHA_STATIC AND NOT EMSCRIPTEN AND CMAKE_SYSTEM_NAME STREQUAL "Linux")
    add_link_options(-static)
endif()
if(MHA_FUZZ)
    add_compile_options(-fsanitize=fuzzer-no-link)
endif()

# g++ 14 sees writes behind the end in the standard library's strings that are none (more of them with precompiled
# headers); the sanitizers look for real ones.
add_library(mha_flags INTERFACE)
target_compile_options(mha_flags INTERFACE -Wall -Wextra -Wconversion -Wshadow $<$<BOOL:${MHA_WERROR}>:-Werror>
    $<$<CXX_COMPILER_ID:GNU>:-Wno-array-bounds;-Wno-stringop-overflow;-Wno-stringop-overread;-Wno-restrict>)

# What every program of ours for the browser is linked with; the page's own settings stand with its target.
add_library(mha_web_link INTERFACE)
if(EMSCRIPTEN)
    target_link_options(mha_web_link INTERFACE
        -sDYNAMIC_EXECUTION=0 -sFILESYSTEM=0 -sALLOW_MEMORY_GROWTH=1 -sINITIAL_MEMORY=16MB -sSTACK_SIZE=512KB
        -sMALLOC=emmalloc)
endif()
