# SPDX-License-Identifier: MIT
# Copies of third-party files without parts that they have no switch for and that the sim never uses; they would come
# into the download. Each change is one exact text of the pinned version; when it is not there any more, configuring
# stops.

# mha_lean_copy(TREE FILE COPY FROM TO [FROM TO]...): TREE/FILE with every FROM replaced by TO, as COPY.
function(mha_lean_copy tree file copy)
    file(READ "${tree}/${file}" text)
    math(EXPR last "${ARGC} - 1")
    foreach(i RANGE 3 ${last} 2)
        math(EXPR next "${i} + 1")
        set(from "${ARGV${i}}")
        string(FIND "${text}" "${from}" at)
        if(at EQUAL -1)
            message(FATAL_ERROR "${file} has no text '${from}' to take out")
        endif()
        string(REPLACE "${from}" "${ARGV${next}}" text "${text}")
    endforeach()
    set(old "")
    if(EXISTS "${copy}")
        file(READ "${copy}" old)
    endif()
    if(NOT old STREQUAL text)
        file(WRITE "${copy}" "${text}")
    endif()
endfunction()
