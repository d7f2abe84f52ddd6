# Parts from others, all Debian packages (scripts/packages.sh lists them). Found before anything is compiled,
# so that a missing one is named here and not in the middle of a build.
find_package(Threads REQUIRED)
find_package(TBB REQUIRED)
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

# The solver is two thirds of what the dynamic loader has to do before main(), and most runs of the command need
# none of it: the command takes it in whole, where the archives are there (Debian's are). Everything else, and
# what is instrumented, links the shared libraries.
set(entente_coin_archives "")
foreach(name IN ITEMS Cbc CbcSolver Cbc Cgl OsiClp ClpSolver Clp Osi CoinUtils bz2)
  find_library(ENTENTE_ARCHIVE_${name} lib${name}.a)
  mark_as_advanced(ENTENTE_ARCHIVE_${name})
  list(APPEND entente_coin_archives "${ENTENTE_ARCHIVE_${name}}")
endforeach()
foreach(name IN ITEMS z)  # LAPACK: cli/dense_factors.cpp
  find_library(ENTENTE_SHARED_${name} ${name})
  mark_as_advanced(ENTENTE_SHARED_${name})
  list(APPEND entente_coin_archives "${ENTENTE_SHARED_${name}}")
endforeach()
string(FIND "${entente_coin_archives}" "NOTFOUND" entente_archive_missing)
set(ENTENTE_STATIC_SOLVER ON CACHE BOOL "The command holds the solver itself, where its archives are found")
if(ENTENTE_STATIC_SOLVER AND NOT ENTENTE_SANITIZE AND entente_archive_missing EQUAL -1)
  set(entente_own_solver "$<BOOL:$<TARGET_PROPERTY:ENTENTE_OWN_SOLVER>>")  # of the target that is linked
  set(entente_coin_link "$<IF:${entente_own_solver},${entente_coin_archives},${entente_coin_libraries}>")
else()
  set(entente_coin_link ${entente_coin_libraries})
endif()
