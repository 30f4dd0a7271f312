# SPDX-License-Identifier: GPL-3.0-or-later
# epsilonlab_translate(target): compiles translations/*.ts and puts them into the program as :/translations/*.qm, with Qt's own
# translation of its dialogs where the package qt6-translations-l10n is installed.

function(epsilonlab_translate target)
  find_package(Qt6 REQUIRED COMPONENTS LinguistTools)
  set(folder ${CMAKE_CURRENT_BINARY_DIR}/translations)
  file(GLOB sources CONFIGURE_DEPENDS ${CMAKE_SOURCE_DIR}/translations/*.ts)
  set(compiled "")
  foreach(source IN LISTS sources)
    cmake_path(GET source STEM name)
    add_custom_command(OUTPUT ${folder}/${name}.qm COMMAND Qt6::lrelease -silent ${source} -qm ${folder}/${name}.qm
      DEPENDS ${source} VERBATIM)
    list(APPEND compiled ${folder}/${name}.qm)
  endforeach()
  find_file(EPSILONLAB_QT_CHINESE qtbase_zh_CN.qm
    PATHS ${QT6_INSTALL_PREFIX}/${QT6_INSTALL_TRANSLATIONS} /usr/share/qt6/translations NO_DEFAULT_PATH)
  if(EPSILONLAB_QT_CHINESE)
    configure_file(${EPSILONLAB_QT_CHINESE} ${folder}/qtbase_zh_CN.qm COPYONLY)
    list(APPEND compiled ${folder}/qtbase_zh_CN.qm)
  endif()
  set(rows "")
  foreach(file IN LISTS compiled)
    cmake_path(GET file FILENAME name)
    string(APPEND rows "<file>${name}</file>\n")
  endforeach()
  # By hand: what qt_add_resources() hangs on a static library needs Qt's targets wherever the library is linked.
  file(CONFIGURE OUTPUT ${folder}/translations.qrc CONTENT "<RCC><qresource prefix=\"/translations\">\n${rows}</qresource></RCC>\n" @ONLY)
  add_custom_command(OUTPUT ${folder}/translations.cpp
    COMMAND Qt6::rcc --name epsilonlab_translations --output ${folder}/translations.cpp ${folder}/translations.qrc
    DEPENDS ${folder}/translations.qrc ${compiled} VERBATIM)
  set_source_files_properties(${folder}/translations.cpp PROPERTIES SKIP_AUTOMOC ON SKIP_PRECOMPILE_HEADERS ON
    SKIP_UNITY_BUILD_INCLUSION ON)
  target_sources(${target} PRIVATE ${folder}/translations.cpp)
endfunction()
