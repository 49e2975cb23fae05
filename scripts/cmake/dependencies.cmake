# SPDX-License-Identifier: MIT
# Third-party code at pinned commits. A tree that is already at hand is used without the network: either
# FETCHCONTENT_SOURCE_DIR_<NAME>, or a folder under $MHA_SOURCES (scripts/env sets it, same versions).
include(FetchContent)

# mha_source(NAME FOLDER REPOSITORY COMMIT): declares a dependency that we build with our own rules, and sets
# NAME_SOURCE_DIR to its tree.
macro(mha_source name folder repository commit)
    string(TOUPPER ${name} upper)
    if(NOT FETCHCONTENT_SOURCE_DIR_${upper} AND EXISTS "$ENV{MHA_SOURCES}/${folder}")
        set(FETCHCONTENT_SOURCE_DIR_${upper} "$ENV{MHA_SOURCES}/${folder}" CACHE PATH "" FORCE)
    endif()
    # No folder of this name holds a CMakeLists.txt, so only the sources are made available.
    FetchContent_Declare(${name} GIT_REPOSITORY https://github.com/${repository}.git GIT_TAG ${commit}
        SOURCE_SUBDIR sources-only)
    FetchContent_MakeAvailable(${name})
endmacro()

function(mha_header_only target source)
    add_library(${target} INTERFACE)
    target_include_directories(${target} SYSTEM INTERFACE ${source}/include)
endfunction()

mha_source(xtl xtl xtensor-stack/xtl a7c1c5444dfc57f76620391af4c94785ff82c8d6)
mha_source(xsimd xsimd xtensor-stack/xsimd 1f8dd9c8e162968d9b4ff0251c56d431b8777f36)
mha_source(xtensor xtensor xtensor-stack/xtensor 3634f2ded19e0cf38208c8b86cea9e1d7c8e397d)
mha_header_only(xtl ${xtl_SOURCE_DIR})
mha_header_only(xsimd ${xsimd_SOURCE_DIR})
mha_header_only(xtensor ${xtensor_SOURCE_DIR})
target_link_libraries(xtensor INTERFACE xtl xsimd)
target_compile_definitions(xtensor INTERFACE XTENSOR_USE_XSIMD)
if(EMSCRIPTEN AND NOT MHA_EXCEPTIONS)
    target_compile_definitions(xtensor INTERFACE XTENSOR_DISABLE_EXCEPTIONS)
    target_compile_options(xtensor INTERFACE
        "$<$<COMPILE_LANGUAGE:CXX>:SHELL:-include ${CMAKE_CURRENT_LIST_DIR}/xtensor_quiet.hpp>")
endif()

mha_source(imgui imgui ocornut/imgui d6cb3c923d28dcebb2d8d9605ccc7229ccef19eb)
include(imgui_lean)
add_library(imgui STATIC EXCLUDE_FROM_ALL
    ${imgui_SOURCE_DIR}/imgui.cpp ${imgui_lean}/imgui_draw.cpp ${imgui_SOURCE_DIR}/imgui_tables.cpp
    ${imgui_SOURCE_DIR}/imgui_widgets.cpp ${imgui_lean}/letters.cpp)
target_include_directories(imgui SYSTEM PUBLIC ${imgui_SOURCE_DIR})
# Our own fonts, clipboard and files: none of ImGui's defaults is wanted in the download.
target_compile_definitions(imgui PUBLIC IMGUI_DISABLE_OBSOLETE_FUNCTIONS IMGUI_DISABLE_DEMO_WINDOWS
    IMGUI_DISABLE_DEBUG_TOOLS IMGUI_DISABLE_FILE_FUNCTIONS IMGUI_DISABLE_DEFAULT_SHELL_FUNCTIONS)
target_compile_definitions(imgui PRIVATE IMGUI_STB_TRUETYPE_FILENAME="${imgui_lean}/imstb_truetype.h"
    IMGUI_DISABLE_STB_TRUETYPE_IMPLEMENTATION)

if(MHA_TESTS)
    mha_source(Catch2 catch2 catchorg/Catch2 fa43b77429ba76c462b1898d6cd2f2d7a9416b14)
    # Its one-file form compiles in a sixth of the time of its hundred files.
    file(CONFIGURE OUTPUT ${CMAKE_BINARY_DIR}/catch2/include/catch2/catch_user_config.hpp CONTENT
        "#define CATCH_CONFIG_DEFAULT_REPORTER \"console\"\n#define CATCH_CONFIG_CONSOLE_WIDTH 100\n" @ONLY)
    add_library(Catch2WithMain STATIC EXCLUDE_FROM_ALL ${catch2_SOURCE_DIR}/extras/catch_amalgamated.cpp)
    target_include_directories(Catch2WithMain SYSTEM PUBLIC ${catch2_SOURCE_DIR}/src ${CMAKE_BINARY_DIR}/catch2/include)
    target_compile_options(Catch2WithMain PRIVATE -O1 -w)
    add_library(Catch2::Catch2WithMain ALIAS Catch2WithMain)
endif()

# SDL2 exists for the browser only.
if(EMSCRIPTEN AND NOT MHA_TESTS)
    mha_source(sdl2_tree libsdl2 libsdl-org/SDL 2359383fc187386204c3bb22de89655a494cd128)
    include(sdl2_web)
endif()
