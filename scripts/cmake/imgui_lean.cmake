# SPDX-License-Identifier: MIT
# Copies of Dear ImGui's files without two parts that it has no switch for and that the sim never uses: its built-in
# font (we always add our own) and its settings file (which alone brings in the C library's scanf). Each change is
# one exact text of the pinned version; when it is not there any more, configuring stops.

# mha_imgui_lean(FILE FROM TO [FROM TO]...)
function(mha_imgui_lean file)
    file(READ "${imgui_SOURCE_DIR}/${file}" text)
    math(EXPR last "${ARGC} - 1")
    foreach(i RANGE 1 ${last} 2)
        math(EXPR next "${i} + 1")
        set(from "${ARGV${i}}")
        string(FIND "${text}" "${from}" at)
        if(at EQUAL -1)
            message(FATAL_ERROR "${file} of Dear ImGui has no text '${from}' to take out")
        endif()
        string(REPLACE "${from}" "${ARGV${next}}" text "${text}")
    endforeach()
    set(lean "${CMAKE_BINARY_DIR}/imgui/${file}")
    set(old "")
    if(EXISTS "${lean}")
        file(READ "${lean}" old)
    endif()
    if(NOT old STREQUAL text)
        file(WRITE "${lean}" "${text}")
    endif()
endfunction()

mha_imgui_lean(imgui_draw.cpp
    "if (ConfigData.Size == 0)\n        AddFontDefault()" "IM_ASSERT(ConfigData.Size != 0 && \"no font was added\")")
mha_imgui_lean(imgui.cpp
    "        AddSettingsHandler(&ini_handler);" "        (void)ini_handler;"
    "ini_handler.ReadOpenFn = WindowSettingsHandler_ReadOpen" ""
    "ini_handler.ReadLineFn = WindowSettingsHandler_ReadLine" ""
    "    TableSettingsAddSettingsHandler();" "")
