# SPDX-License-Identifier: GPL-3.0-or-later
# epsilonlab_embed(target FILES a b ...): puts files of resources/ into the program, without Qt, so that core has them.
# They are read back by name with embeddedFile() (core/data/embedded.h). Names are relative to resources/.

function(epsilonlab_embed target)
  cmake_parse_arguments(ARG "" "" "FILES" ${ARGN})
  set(assembly ".section .rodata\n")
  set(declarations "")
  set(rows "")
  set(number 0)
  set(paths "")
  foreach(file IN LISTS ARG_FILES)
    set(path ${CMAKE_SOURCE_DIR}/resources/${file})
    list(APPEND paths ${path})
    string(APPEND assembly
      ".global epsilonlab_file_${number}\n.balign 16\nepsilonlab_file_${number}:\n.incbin \"${path}\"\n"
      ".global epsilonlab_file_${number}_end\nepsilonlab_file_${number}_end:\n.byte 0\n")
    string(APPEND declarations
      "extern \"C\" const char epsilonlab_file_${number}[], epsilonlab_file_${number}_end[];\n")
    string(APPEND rows "    {\"${file}\", epsilonlab_file_${number}, epsilonlab_file_${number}_end},\n")
    math(EXPR number "${number} + 1")
  endforeach()
  string(APPEND assembly ".section .note.GNU-stack,\"\",@progbits\n")
  set(base ${CMAKE_CURRENT_BINARY_DIR}/${target}_embedded)
  file(CONFIGURE OUTPUT ${base}.S CONTENT "${assembly}" @ONLY)
  file(CONFIGURE OUTPUT ${base}.cpp CONTENT
"#include \"data/embedded_table.h\"
${declarations}
namespace epsilonlab {
const EmbeddedEntry kEmbeddedEntries[] = {
${rows}    {nullptr, nullptr, nullptr}};
const std::size_t kEmbeddedCount = ${number};
}
" @ONLY)
  set_source_files_properties(${base}.S PROPERTIES OBJECT_DEPENDS "${paths}")
  target_sources(${target} PRIVATE ${base}.S ${base}.cpp)
endfunction()
