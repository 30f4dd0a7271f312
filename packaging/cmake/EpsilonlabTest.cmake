# SPDX-License-Identifier: GPL-3.0-or-later
# epsilonlab_add_test(name SOURCES a.cpp ... LIBRARIES lib ... [TORCH] [LABELS l ...] [TIMEOUT seconds])
# One Qt Test program each, offscreen, with a home of its own. TORCH: may look inside core (tensor headers).

# epsilonlab_add_engine_test(name SOURCES a.cpp ...)
# One doctest program each, without Qt and torch, for the engine's primitives: the preset `tsan` builds these alone.

if(EPSILONLAB_TORCH AND EPSILONLAB_GUI)
  find_package(Qt6 REQUIRED COMPONENTS Test)
elseif(EPSILONLAB_TORCH)
  find_package(Qt6 QUIET COMPONENTS Test)
endif()

function(epsilonlab_add_engine_test name)
  cmake_parse_arguments(ARG "" "" "SOURCES" ${ARGN})
  add_executable(${name} ${ARG_SOURCES})
  target_link_libraries(${name} PRIVATE epsilonlab_options epsilonlab_engine)
  target_include_directories(${name} PRIVATE ${CMAKE_SOURCE_DIR}/tests)
  add_test(NAME ${name} COMMAND ${name})
  set_tests_properties(${name} PROPERTIES TIMEOUT 120 LABELS engine
    ENVIRONMENT "TSAN_OPTIONS=halt_on_error=1:second_deadlock_stack=1")
endfunction()

# Torch's headers parsed once for all tests with TORCH. Without Qt: its test library defines the folder as a macro, and
# a precompiled header may not differ in macros from what includes it.
if(EPSILONLAB_TORCH AND Qt6Test_FOUND)
  file(GENERATE OUTPUT ${CMAKE_BINARY_DIR}/torch_test_pch.cpp CONTENT "")
  add_library(epsilonlab_torch_test_pch OBJECT ${CMAKE_BINARY_DIR}/torch_test_pch.cpp)
  target_link_libraries(epsilonlab_torch_test_pch PRIVATE epsilonlab_options epsilonlab_core_internal)
  # As the tests that use it, which are executables, with -fPIC after -fPIE where Qt asks for it (Debian 12 but not 13):
  # compilers refuse a header that was made otherwise.
  set_target_properties(epsilonlab_torch_test_pch PROPERTIES POSITION_INDEPENDENT_CODE OFF)
  target_compile_options(epsilonlab_torch_test_pch PRIVATE -fPIE $<TARGET_PROPERTY:Qt6::Test,INTERFACE_COMPILE_OPTIONS>)
  target_precompile_headers(epsilonlab_torch_test_pch PRIVATE ${CMAKE_SOURCE_DIR}/core/models/tensor_pch.h)
endif()

function(epsilonlab_add_test name)
  cmake_parse_arguments(ARG "TORCH" "TIMEOUT" "SOURCES;LIBRARIES;LABELS" ${ARGN})
  add_executable(${name} ${ARG_SOURCES})
  set_target_properties(${name} PROPERTIES UNITY_BUILD OFF)
  # By hand: AUTOMOC costs a scan and an empty source for each of these many programs.
  foreach(source IN LISTS ARG_SOURCES)
    cmake_path(GET source STEM stem)
    file(STRINGS ${source} included REGEX "^#include \"${stem}\\.moc\"")
    if(included)
      qt6_generate_moc(${source} ${CMAKE_CURRENT_BINARY_DIR}/${stem}.moc TARGET ${name})
      target_sources(${name} PRIVATE ${CMAKE_CURRENT_BINARY_DIR}/${stem}.moc)
      target_include_directories(${name} PRIVATE ${CMAKE_CURRENT_BINARY_DIR})
    endif()
  endforeach()
  target_link_libraries(${name} PRIVATE epsilonlab_options Qt6::Test ${ARG_LIBRARIES})
  target_compile_definitions(${name} PRIVATE
    EPSILONLAB_TEST_DATA="${CMAKE_SOURCE_DIR}/tests/data" EPSILONLAB_SOURCE_DIR="${CMAKE_SOURCE_DIR}")
  target_include_directories(${name} PRIVATE ${CMAKE_SOURCE_DIR}/tests)
  if(Qt6_VERSION VERSION_GREATER_EQUAL 6.8)
    # Its QTRY_ macros convert durations without a cast, in our files where -Wconversion sees it. On the sources, because
    # their flags come after those of the libraries.
    set_property(SOURCE ${ARG_SOURCES} APPEND PROPERTY COMPILE_OPTIONS -Wno-conversion)
  endif()
  if(ARG_TORCH)
    target_link_libraries(${name} PRIVATE epsilonlab_core_internal)
    target_compile_definitions(${name} PRIVATE QT_NO_KEYWORDS)
    target_precompile_headers(${name} REUSE_FROM epsilonlab_torch_test_pch)
  endif()
  add_test(NAME ${name} COMMAND ${name})
  if(NOT ARG_TIMEOUT)
    set(ARG_TIMEOUT 300)
  endif()
  if(EPSILONLAB_SANITIZE)
    math(EXPR ARG_TIMEOUT "${ARG_TIMEOUT} * 3") # what the checks cost where nothing is vectorised
  endif()
  # Qt Test's own limit of five minutes a row knows nothing of sanitizers; what hangs is ended by ctest.
  math(EXPR function_timeout "${ARG_TIMEOUT} * 1000")
  set(home ${CMAKE_BINARY_DIR}/test-homes/${name})
  file(MAKE_DIRECTORY ${home} ${home}/run)
  set_tests_properties(${name} PROPERTIES TIMEOUT ${ARG_TIMEOUT} LABELS "${ARG_LABELS}"
    ENVIRONMENT "QTEST_FUNCTION_TIMEOUT=${function_timeout};QT_QPA_PLATFORM=offscreen;HOME=${home};XDG_RUNTIME_DIR=${home}/run;XDG_DATA_HOME=${home}/data;XDG_CONFIG_HOME=${home}/config;ASAN_OPTIONS=detect_leaks=0:detect_odr_violation=0;EPSILONLAB_REFERENCE=${CMAKE_SOURCE_DIR}/../shared/reference")
endfunction()
