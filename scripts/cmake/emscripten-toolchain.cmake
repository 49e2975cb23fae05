# SPDX-License-Identifier: MIT
# Finds Emscripten's own CMake platform through em-config, wherever it is installed.
execute_process(COMMAND em-config EMSCRIPTEN_ROOT OUTPUT_VARIABLE emscripten_root
    OUTPUT_STRIP_TRAILING_WHITESPACE RESULT_VARIABLE status ERROR_QUIET)
if(NOT status EQUAL 0)
    message(FATAL_ERROR "Emscripten 3.1.69 is not on the PATH; run through scripts/env")
endif()
include(${emscripten_root}/cmake/Modules/Platform/Emscripten.cmake)
