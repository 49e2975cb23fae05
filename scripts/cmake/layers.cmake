# SPDX-License-Identifier: MIT
# mha_library and mha_test: how a folder of ours becomes a target.

# A library sees `#include "layer/file.hpp"` only of itself and of the layers it links to: each layer has an
# include folder of its own that holds nothing but a link to src/<layer>. A wrong include does not compile.
function(mha_layer_includes target layer)
    set(include ${CMAKE_BINARY_DIR}/include/${layer})
    file(MAKE_DIRECTORY ${include})
    if(NOT EXISTS ${include}/${layer})
        file(CREATE_LINK ${PROJECT_SOURCE_DIR}/src/${layer} ${include}/${layer} SYMBOLIC)
    endif()
    target_include_directories(${target} PUBLIC ${include})
endfunction()

# Reading xtensor takes about a third of what compiling a file of ours costs (2 of 5.5 s, clang with sanitizers; 2 of
# 6.5 s, g++); so it is read once for all libraries, with the standard headers nearly all their files include, and
# once more for the tests, with Catch2. One such header takes 6 s and 170 MB (g++).
set(MHA_PRECOMPILED <xtensor/xtensor.hpp> <algorithm> <functional> <optional> <span> <string> <string_view> <variant> <vector>)

# All libraries come after the engine's and link to it.
function(mha_precompile_library target)
    if(target STREQUAL mha_engine)
        target_precompile_headers(${target} PRIVATE ${MHA_PRECOMPILED})
    else()
        target_precompile_headers(${target} REUSE_FROM mha_engine)
    endif()
endfunction()

# A target of its own holds the tests' header: a test must not wait for another one to be linked.
function(mha_precompile_test target)
    if(NOT TARGET mha_test_header)
        file(GENERATE OUTPUT ${PROJECT_BINARY_DIR}/test_header.cpp CONTENT "")
        add_library(mha_test_header OBJECT ${PROJECT_BINARY_DIR}/test_header.cpp)
        target_compile_definitions(mha_test_header PRIVATE MHA_PROJECT_DIR="${PROJECT_SOURCE_DIR}")
        target_link_libraries(mha_test_header PRIVATE xtensor Catch2::Catch2WithMain mha_flags)
        target_precompile_headers(mha_test_header PRIVATE ${MHA_PRECOMPILED} <catch2/catch_test_macros.hpp>)
    endif()
    target_precompile_headers(${target} REUSE_FROM mha_test_header)
endfunction()

# mha_library(NAME SOURCES... PUBLIC targets PRIVATE targets) makes the library mha_NAME of src/NAME.
# The word SOURCES before the sources is allowed; NAME may be written with or without "mha_".
function(mha_library name)
    cmake_parse_arguments(PARSE_ARGV 1 ARG "" "" "SOURCES;PUBLIC;PRIVATE")
    string(REGEX REPLACE "^mha_" "" layer ${name})
    add_library(mha_${layer} STATIC ${ARG_SOURCES} ${ARG_UNPARSED_ARGUMENTS})
    mha_layer_includes(mha_${layer} ${layer})
    target_link_libraries(mha_${layer} PUBLIC ${ARG_PUBLIC} PRIVATE ${ARG_PRIVATE} mha_flags)
    mha_precompile_library(mha_${layer})
endfunction()

# mha_test(NAME SOURCES... LIBS targets) makes the Catch2 program NAME_tests of tests/NAME and its CTest test NAME.
# Headers of tests/support are included as "support/file.hpp". The number of test cases run is left in
# <build>/results/NAME.xml, where scripts/test counts them. The working directory is the project's.
function(mha_test name)
    if(NOT MHA_TESTS)
        return()
    endif()
    cmake_parse_arguments(PARSE_ARGV 1 ARG "" "" "SOURCES;LIBS")
    string(REGEX REPLACE "_tests$" "" part ${name})
    set(target ${part}_tests)
    add_executable(${target} ${ARG_SOURCES} ${ARG_UNPARSED_ARGUMENTS})
    target_include_directories(${target} PRIVATE ${PROJECT_SOURCE_DIR}/tests)
    target_compile_definitions(${target} PRIVATE MHA_PROJECT_DIR="${PROJECT_SOURCE_DIR}")
    target_link_libraries(${target} PRIVATE ${ARG_LIBS} Catch2::Catch2WithMain mha_flags)
    mha_precompile_test(${target})
    if(EMSCRIPTEN)
        target_link_options(${target} PRIVATE
            -sNODERAWFS=1 -sEXIT_RUNTIME=1 -sALLOW_MEMORY_GROWTH=1 -sSTACK_SIZE=2MB -sENVIRONMENT=node)
    endif()
    file(MAKE_DIRECTORY ${CMAKE_BINARY_DIR}/results)
    add_test(NAME ${part}
        COMMAND ${target} --reporter console --reporter XML::out=${CMAKE_BINARY_DIR}/results/${part}.xml
        WORKING_DIRECTORY ${PROJECT_SOURCE_DIR})
endfunction()
