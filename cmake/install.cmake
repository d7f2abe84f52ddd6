# `find_package(entente)` for others.
include(CMakePackageConfigHelpers)
install(TARGETS entente EXPORT entente-targets ARCHIVE DESTINATION ${CMAKE_INSTALL_LIBDIR})
install(DIRECTORY include/entente DESTINATION ${CMAKE_INSTALL_INCLUDEDIR})
install(EXPORT entente-targets NAMESPACE entente:: FILE entente-targets.cmake
        DESTINATION ${CMAKE_INSTALL_LIBDIR}/cmake/entente)
configure_package_config_file(cmake/entente-config.cmake.in
  "${PROJECT_BINARY_DIR}/entente-config.cmake"
  INSTALL_DESTINATION ${CMAKE_INSTALL_LIBDIR}/cmake/entente)
write_basic_package_version_file("${PROJECT_BINARY_DIR}/entente-config-version.cmake"
  COMPATIBILITY SameMinorVersion)
install(FILES "${PROJECT_BINARY_DIR}/entente-config.cmake" "${PROJECT_BINARY_DIR}/entente-config-version.cmake"
        DESTINATION ${CMAKE_INSTALL_LIBDIR}/cmake/entente)
