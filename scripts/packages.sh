# Debian packages, one "package|what for" a line. Sourced by quickstart and check.

packages_to_build='
g++|compiles Entente
cmake|configures the build
ninja-build|runs the build
ccache|so that nothing is compiled twice (quickstart, check, a second clone)
libfmt-dev|text
libcli11-dev|the command line
nlohmann-json3-dev|writes JSON
libpugixml-dev|reads GENIUS files and the XML inside workbooks
libyaml-dev|reads NegMAS scenarios (YAML)
libzip-dev|unpacks Excel workbooks
libeigen3-dev|linear algebra
libboost1.81-dev|special functions
librandom123-dev|counter-based random numbers
python3-pip|brings Node.js into the project where there is none of version 20.19 (it builds the page)
coinor-libcbc-dev|integer programs (CBC)
coinor-libclp-dev|linear programs (CLP)
'

packages_to_test='
libgtest-dev|unit tests
libgmock-dev|unit tests
librapidcheck-dev|property tests
libcpp-httplib-dev|a second client for the studio
libtomlplusplus-dev|a second opinion on the case reader
chromium|opens the reports and the studio in a real browser
clang-format-19|the layout of the sources
pkg-config|use of the library without CMake
python3|tests of the command, the rule of who includes whom
python3-dev|the Python module
python3-venv|virtual environments for its tests
clang-19|fuzz targets
libclang-rt-19-dev|the run time of the fuzz targets
'
