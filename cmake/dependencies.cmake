# Parts from others, all Debian packages (scripts/packages.sh lists them). Found before anything is compiled,
# so that a missing one is named here and not in the middle of a build.
find_package(Threads REQUIRED)
find_package(fmt REQUIRED)
find_package(pugixml REQUIRED)
find_package(nlohmann_json REQUIRED)
find_package(Eigen3 REQUIRED)

# entente_find_header(variable header package suffixes...): the folder that holds a header
function(entente_find_header variable header package)
  find_path(${variable} ${header} PATH_SUFFIXES ${ARGN})
  if(NOT ${variable})
    message(FATAL_ERROR "<${header}> was not found: install ${package}")
  endif()
  mark_as_advanced(${variable})
endfunction()

entente_find_header(ENTENTE_COIN_INCLUDE CbcModel.hpp coinor-libcbc-dev coin coin-or)
entente_find_header(ENTENTE_BOOST_INCLUDE boost/math/special_functions/beta.hpp libboost1.81-dev)
entente_find_header(ENTENTE_RANDOM123_INCLUDE Random123/philox.h librandom123-dev)
entente_find_header(ENTENTE_YAML_INCLUDE yaml.h libyaml-dev)
entente_find_header(ENTENTE_ZIP_INCLUDE zip.h libzip-dev)
set(entente_coin_libraries Cbc CbcSolver Cgl OsiClp Osi Clp CoinUtils)

# Half of what a short run of the command takes would be the dynamic loader's: the command takes in whole what it
# needs, where the archives are there (Debian's are; fmt has none, cli/format.cpp stands in). Everything else, and
# what is instrumented, links the shared libraries.
set(entente_archives "")
foreach(name IN ITEMS Cbc CbcSolver Cbc Cgl OsiClp ClpSolver Clp Osi CoinUtils bz2 z pugixml yaml)
  find_library(ENTENTE_ARCHIVE_${name} lib${name}.a)  # LAPACK is loaded late: cli/dense_factors.cpp
  mark_as_advanced(ENTENTE_ARCHIVE_${name})
  list(APPEND entente_archives "${ENTENTE_ARCHIVE_${name}}")
endforeach()
string(FIND "${entente_archives}" "NOTFOUND" entente_archive_missing)
set(ENTENTE_STATIC_COMMAND ON CACHE BOOL "The command holds its libraries itself, where their archives are found")
if(ENTENTE_STATIC_COMMAND AND NOT ENTENTE_SANITIZE AND entente_archive_missing EQUAL -1)
  set(entente_self_contained ON)
else()
  set(entente_self_contained OFF)
endif()
set(entente_shared fmt::fmt pugixml::pugixml yaml ${entente_coin_libraries})
if(entente_self_contained)
  set(entente_alone "$<BOOL:$<TARGET_PROPERTY:ENTENTE_ALONE>>")  # of the target that is linked
  set(entente_others "$<IF:${entente_alone},${entente_archives},${entente_shared}>")
else()
  set(entente_others ${entente_shared})
endif()
