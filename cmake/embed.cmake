# Files that the binary carries: each becomes a string in a generated source.

# entente_embed_cases(target): every cases/<slug>/case.toml, as
#   namespace entente::embedded { extern const std::vector<File> cases; }
function(entente_embed_cases target)
  file(GLOB case_files CONFIGURE_DEPENDS "${PROJECT_SOURCE_DIR}/cases/*/case.toml")
  set(output "${PROJECT_BINARY_DIR}/generated/embedded_cases.cpp")
  add_custom_command(OUTPUT "${output}"
    COMMAND ${CMAKE_COMMAND} "-DOUTPUT=${output}" "-DNAME=cases" "-DFILES=${case_files}"
            -P "${PROJECT_SOURCE_DIR}/cmake/embed_files.cmake"
    DEPENDS ${case_files} "${PROJECT_SOURCE_DIR}/cmake/embed_files.cmake" VERBATIM)
  target_sources(${target} PRIVATE "${output}")
endfunction()
