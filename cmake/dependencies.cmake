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
