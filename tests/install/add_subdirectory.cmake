# The flags are those of the build that this test belongs to, so that ccache, where it is there, has every object
# already. First a plain configuration, to see that none of our choices leak into a project that only uses us.
include("${CMAKE_CURRENT_LIST_DIR}/run.cmake")
set(configure ${CMAKE_COMMAND} -G ${GENERATOR} -S ${CONSUMER} -DCMAKE_CXX_COMPILER=${CXX}
  -DENTENTE_AS_SUBDIRECTORY=${SOURCE} -DENTENTE_PAGE=OFF)
run("configure as a user does" ${configure} -B ${WORK}/plain)
run("configure" ${configure} -B ${WORK}/build -DCMAKE_CXX_COMPILER_LAUNCHER=${LAUNCHER}
    -DCMAKE_BUILD_TYPE=${BUILD_TYPE} -DENTENTE_WERROR=${WERROR} -DEXPECT_LEAKS=ON)
run("build" ${CMAKE_COMMAND} --build ${WORK}/build --parallel 2)
run("run" ${WORK}/build/consumer)
