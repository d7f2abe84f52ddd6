# `find_package(entente)` for others.
include(CMakePackageConfigHelpers)
install(TARGETS entente EXPORT entente-targets ARCHIVE DESTINATION ${CMAKE_INSTALL_LIBDIR})
install(DIRECTORY include/entente DESTINATION ${CMAKE_INSTALL_INCLUDEDIR})
install(EXPORT entente-targets NAMESPACE entente:: FILE entente-targets.cmake
        DESTINATION ${CMAKE_INSTALL_LIBDIR}/cmake/entente)
# For those who build without CMake: g++ program.cpp $(pkg-config --cflags --libs entente)
list(TRANSFORM entente_coin_libraries PREPEND "-l" OUTPUT_VARIABLE entente_pc_coin)
list(JOIN entente_pc_coin " " entente_pc_coin)
file(RELATIVE_PATH entente_pc_up "/${CMAKE_INSTALL_LIBDIR}/pkgconfig" "/")
configure_file(cmake/entente.pc.in "${PROJECT_BINARY_DIR}/entente.pc" @ONLY)
install(FILES "${PROJECT_BINARY_DIR}/entente.pc" DESTINATION ${CMAKE_INSTALL_LIBDIR}/pkgconfig)
configure_package_config_file(cmake/entente-config.cmake.in
  "${PROJECT_BINARY_DIR}/entente-config.cmake"
  INSTALL_DESTINATION ${CMAKE_INSTALL_LIBDIR}/cmake/entente)
write_basic_package_version_file("${PROJECT_BINARY_DIR}/entente-config-version.cmake"
  COMPATIBILITY SameMinorVersion)
install(FILES "${PROJECT_BINARY_DIR}/entente-config.cmake" "${PROJECT_BINARY_DIR}/entente-config-version.cmake"
        DESTINATION ${CMAKE_INSTALL_LIBDIR}/cmake/entente)
