# SPDX-License-Identifier: GPL-3.0-or-later
# Warnings, sanitizers and ccache for our own targets; other people's headers are SYSTEM.

find_program(EPSILONLAB_CCACHE ccache)
if(EPSILONLAB_CCACHE AND NOT CMAKE_CXX_COMPILER_LAUNCHER)
  # Precompiled headers need the sloppiness; base_dir and hash_dir let another checkout use the same cache.
  set(CMAKE_CXX_COMPILER_LAUNCHER ${CMAKE_COMMAND} -E env
      CCACHE_SLOPPINESS=pch_defines,time_macros,include_file_mtime,include_file_ctime
      CCACHE_BASEDIR=${CMAKE_SOURCE_DIR} CCACHE_NOHASHDIR=1 CCACHE_MAXSIZE=5G ${EPSILONLAB_CCACHE})
endif()

find_package(Threads REQUIRED)

add_library(epsilonlab_options INTERFACE)
target_compile_options(epsilonlab_options INTERFACE
  -Wall -Wextra -Wpedantic -Wshadow -Wconversion -Wnon-virtual-dtor -Wold-style-cast -Woverloaded-virtual)
if(CMAKE_CXX_COMPILER_ID STREQUAL "GNU")
  # ccache can only keep objects built against a precompiled header when it sees the includes.
  target_compile_options(epsilonlab_options INTERFACE -fpch-preprocess)
  # From GCC 13 on. Our lookups by id return entries of static tables: nothing of the temporary id is kept.
  if(CMAKE_CXX_COMPILER_VERSION VERSION_GREATER_EQUAL 13)
    target_compile_options(epsilonlab_options INTERFACE -Wno-dangling-reference)
  endif()
endif()
# Debian 12's libtorch brings Qt 5 along (through OpenCV). What the compiler does not inline of Qt 6's headers would be
# exported by a program and take the place of Qt 5's functions of the same name: it crashes before main().
target_compile_options(epsilonlab_options INTERFACE $<$<CONFIG:Debug>:-fvisibility-inlines-hidden>)
if(EPSILONLAB_WERROR)
  target_compile_options(epsilonlab_options INTERFACE -Werror)
endif()
if(EPSILONLAB_SANITIZE)
  target_compile_options(epsilonlab_options INTERFACE
    -fsanitize=${EPSILONLAB_SANITIZE} -fno-omit-frame-pointer)
  target_link_options(epsilonlab_options INTERFACE -fsanitize=${EPSILONLAB_SANITIZE})
  if(EPSILONLAB_SANITIZE MATCHES "undefined")
    target_compile_options(epsilonlab_options INTERFACE -fno-sanitize-recover=undefined)
  endif()
endif()
target_link_libraries(epsilonlab_options INTERFACE Threads::Threads)
