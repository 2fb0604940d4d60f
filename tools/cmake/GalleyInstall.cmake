# `cmake --install`: the program, the libraries, the public headers, find_package(galley) and pkg-config.
include(CMakePackageConfigHelpers)

get_property(galley_installed GLOBAL PROPERTY GALLEY_LIBRARIES)

# What users link: everything behind the public headers.
add_library(galley INTERFACE)
add_library(galley::galley ALIAS galley)
target_link_libraries(galley INTERFACE galley_pipeline)
target_compile_features(galley INTERFACE cxx_std_23)

install(TARGETS galley_program RUNTIME DESTINATION ${CMAKE_INSTALL_BINDIR})
install(
  TARGETS galley ${galley_installed}
  EXPORT galley_targets
  ARCHIVE DESTINATION ${CMAKE_INSTALL_LIBDIR})
install(DIRECTORY ${PROJECT_SOURCE_DIR}/include/galley DESTINATION ${CMAKE_INSTALL_INCLUDEDIR})

set(galley_config_folder ${CMAKE_INSTALL_LIBDIR}/cmake/galley)
configure_package_config_file(
  ${PROJECT_SOURCE_DIR}/tools/cmake/galleyConfig.cmake.in ${PROJECT_BINARY_DIR}/galleyConfig.cmake
  INSTALL_DESTINATION ${galley_config_folder})
write_basic_package_version_file(${PROJECT_BINARY_DIR}/galleyConfigVersion.cmake
                                 COMPATIBILITY SameMinorVersion)
install(EXPORT galley_targets NAMESPACE galley:: DESTINATION ${galley_config_folder})
install(FILES ${PROJECT_BINARY_DIR}/galleyConfig.cmake ${PROJECT_BINARY_DIR}/galleyConfigVersion.cmake
        DESTINATION ${galley_config_folder})

# Static archives: the order of -l matters to linkers, from what uses to what is used.
list(REVERSE galley_installed)
list(REMOVE_ITEM galley_installed galley_cli)
list(TRANSFORM galley_installed PREPEND -l)
list(JOIN galley_installed " " GALLEY_PC_LIBRARIES)
# Found from where the file itself lies, so that an installation can be moved.
file(RELATIVE_PATH GALLEY_PC_PREFIX /${CMAKE_INSTALL_LIBDIR}/pkgconfig /)
configure_file(${PROJECT_SOURCE_DIR}/tools/cmake/galley.pc.in ${PROJECT_BINARY_DIR}/galley.pc @ONLY)
install(FILES ${PROJECT_BINARY_DIR}/galley.pc DESTINATION ${CMAKE_INSTALL_LIBDIR}/pkgconfig)
