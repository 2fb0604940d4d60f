# galley_library(NAME SOURCES files... [USES other galley libraries...] [LINKS third-party targets...])
#
# One static library for one folder of src/. USES is the only way to reach another folder, so the
# arrows between folders stand in the CMakeLists.txt files and a linker error guards them
# (tools/check_layers.py guards the includes).
add_custom_target(galley_libraries)
function(galley_library name)
  cmake_parse_arguments(ARG "" "" "SOURCES;USES;LINKS" ${ARGN})
  add_library(galley_${name} STATIC ${ARG_SOURCES})
  add_library(galley::${name} ALIAS galley_${name})
  set_target_properties(galley_${name} PROPERTIES EXPORT_NAME ${name} POSITION_INDEPENDENT_CODE ON)
  target_include_directories(
    galley_${name}
    PUBLIC $<BUILD_INTERFACE:${PROJECT_SOURCE_DIR}/include>
           $<INSTALL_INTERFACE:${CMAKE_INSTALL_INCLUDEDIR}>
    PRIVATE ${PROJECT_SOURCE_DIR}/src)
  list(TRANSFORM ARG_USES PREPEND galley::)
  target_link_libraries(
    galley_${name}
    PUBLIC ${ARG_USES}
    PRIVATE ${ARG_LINKS} $<BUILD_INTERFACE:galley::settings> $<BUILD_INTERFACE:galley::warnings>)
  # As for the tests: see tests/CMakeLists.txt.
  if(NOT CMAKE_CXX_COMPILER_LAUNCHER)
    target_precompile_headers(
      galley_${name} PRIVATE <algorithm> <array> <functional> <memory> <optional> <span> <string>
                             <string_view> <vector>)
    # Sanitizers make code of what a header defines many times as long.
    if(GALLEY_SANITIZE)
      galley_compile_together(galley_${name})
    endif()
  endif()
  set_property(GLOBAL APPEND PROPERTY GALLEY_LIBRARIES galley_${name})
endfunction()

# galley_compile_together(TARGET): six sources at a time, so that what headers define is compiled once
# for them. Names of their own are therefore unlike in all sources of a target.
function(galley_compile_together target)
  set_target_properties(${target} PROPERTIES UNITY_BUILD ON UNITY_BUILD_BATCH_SIZE 6)
  # g++ takes sources that are included for headers.
  target_compile_options(${target} PRIVATE $<$<CXX_COMPILER_ID:GNU>:-Wno-subobject-linkage>)
endfunction()

# galley_vector_source(TARGET FILE FLAGS...): compiles one file for a wider instruction set. Such a
# file is reached only through a function pointer that base/cpu.h has checked.
function(galley_vector_source target file)
  if(CMAKE_SYSTEM_PROCESSOR MATCHES "x86_64|AMD64")
    set_source_files_properties(${file} PROPERTIES COMPILE_OPTIONS "${ARGN}"
                                SKIP_PRECOMPILE_HEADERS ON)
    target_sources(${target} PRIVATE ${file})
  endif()
endfunction()
