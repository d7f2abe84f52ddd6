# Takes Entente in as a user's project does: nothing of ours may leak, and the user's file must compile with what the
# target gives. Linking needs no second build of the whole library: every test of ours links the same target, and
# install.find_package links and runs the consumer.
include("${CMAKE_CURRENT_LIST_DIR}/run.cmake")
run("configure as a user does" ${CMAKE_COMMAND} -G ${GENERATOR} -S ${CONSUMER} -B ${WORK}/plain
    -DCMAKE_CXX_COMPILER=${CXX} -DENTENTE_AS_SUBDIRECTORY=${SOURCE} -DENTENTE_PAGE=OFF)
run("compile against the target" ${CMAKE_COMMAND} --build ${WORK}/plain --target consumer_compiled)
