# The page that the binary carries: web/ built by Vite into one script. Node.js is brought into the project where
# this machine has none that suits. Where it or npm's packages cannot be had, the report is the same page without
# its script: readable and printable, not interactive.
set(ENTENTE_PAGE "AUTO" CACHE STRING "Build the page's script: AUTO (where Node.js can be had), ON (or fail), OFF")
set_property(CACHE ENTENTE_PAGE PROPERTY STRINGS AUTO ON OFF)

# entente_embed_page(target): defines page_style(), page_script() and page_script_hash() of src/report/render/page.hpp.
function(entente_embed_page target)
  set(web "${PROJECT_SOURCE_DIR}/web")
  set(built "${PROJECT_BINARY_DIR}/web")
  set(output "${PROJECT_BINARY_DIR}/generated/embedded_page.cpp")
  file(GLOB page_sources CONFIGURE_DEPENDS "${web}/src/*.ts" "${web}/src/*.tsx")
  add_custom_command(OUTPUT "${built}/page.js" "${built}/page.hash"
    COMMAND "${web}/build.sh" "${built}" "${ENTENTE_PAGE}"
    DEPENDS ${page_sources} "${web}/package-lock.json" "${web}/vite.config.ts" "${web}/build.sh"
            "${PROJECT_SOURCE_DIR}/scripts/node.sh" "${PROJECT_SOURCE_DIR}/scripts/node.txt"
    COMMENT "Building the page" VERBATIM)
  add_custom_command(OUTPUT "${output}"
    COMMAND ${CMAKE_COMMAND} "-DOUTPUT=${output}" "-DSTYLE=${web}/src/style.css" "-DSCRIPT=${built}/page.js"
            "-DHASH=${built}/page.hash" -P "${PROJECT_SOURCE_DIR}/cmake/embed_page.cmake"
    DEPENDS "${web}/src/style.css" "${built}/page.js" "${built}/page.hash"
            "${PROJECT_SOURCE_DIR}/cmake/embed_page.cmake" VERBATIM)
  target_sources(${target} PRIVATE "${output}")
endfunction()
