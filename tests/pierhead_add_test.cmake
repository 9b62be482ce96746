# A short path, since sockets are in it, and another for each build folder, so that several can be tested at once.
string(SHA1 buildFolder "${PROJECT_BINARY_DIR}")
string(SUBSTRING "${buildFolder}" 0 8 buildFolder)
set(PIERHEAD_TEST_STATE /tmp/ph-${buildFolder})

# Whose precompiled header is used. Qt Test means something else where widgets are linked, so folders with such tests have
# the program's.
set(PIERHEAD_TEST_HEADERS pierhead_test_support)

# pierhead_add_test_support(<target> SOURCES <file>… [LIBS <target>…])
# A library of what the tests of this folder, and of others, share.
function(pierhead_add_test_support target)
    cmake_parse_arguments(arg "" "" "SOURCES;LIBS" ${ARGN})
    add_library(${target} STATIC ${arg_SOURCES})
    target_include_directories(${target} PUBLIC ${CMAKE_CURRENT_SOURCE_DIR})
    target_link_libraries(${target} PUBLIC ${arg_LIBS} PRIVATE pierhead_flags)
    if(NOT target STREQUAL PIERHEAD_TEST_HEADERS)
        target_precompile_headers(${target} REUSE_FROM ${PIERHEAD_TEST_HEADERS})
    endif()
endfunction()

# pierhead_add_test(<name> LABELS <label>… [SOURCES <file>…] [LIBS <target>…] [TIMEOUT <seconds>] [ENGINES docker podman]
#     [FIXTURES sample] [KEYRING])
# One Qt Test program tst_<name>.cpp; classes with a meta object that it shares are in a library (pierhead_add_test_support). It is run on the offscreen platform. With the label `engine` or `desktop` it finds the
# address of the suite's private engine in PIERHEAD_TEST_ENGINE (see tests/engine), and no other test is on that engine at
# the same time. ENGINES says on which engines it runs, `docker` where it is not given; the entry for Podman is
# <name>_podman. With FIXTURES sample the image desktop-backend-minimal-extension:0.0.1 is on that engine.
# With KEYRING it has a D-Bus session of its own with a keyring.
function(pierhead_add_test name)
    cmake_parse_arguments(arg "KEYRING" "TIMEOUT" "LABELS;SOURCES;LIBS;ENGINES;FIXTURES" ${ARGN})
    if(NOT arg_TIMEOUT)
        set(arg_TIMEOUT 60)
    endif()
    if(NOT arg_ENGINES)
        set(arg_ENGINES docker)
    endif()
    add_executable(tst_${name} tst_${name}.cpp ${arg_SOURCES})
    target_link_libraries(tst_${name} PRIVATE pierhead_flags Qt6::Test pierhead_test_support ${arg_LIBS})
    # The only meta objects are those of the test's own file. AUTOMOC would compile a second file for each program.
    set_target_properties(tst_${name} PROPERTIES AUTOMOC OFF AUTORCC OFF)
    qt_generate_moc(tst_${name}.cpp ${CMAKE_CURRENT_BINARY_DIR}/tst_${name}.moc TARGET tst_${name})
    target_sources(tst_${name} PRIVATE ${CMAKE_CURRENT_BINARY_DIR}/tst_${name}.moc)
    target_include_directories(tst_${name} PRIVATE ${CMAKE_CURRENT_BINARY_DIR})
    target_precompile_headers(tst_${name} REUSE_FROM ${PIERHEAD_TEST_HEADERS})

    set(keyring "")
    if(arg_KEYRING)
        set(keyring ${PROJECT_SOURCE_DIR}/tests/with-keyring)
    endif()
    set(environment QT_QPA_PLATFORM=offscreen LANGUAGE=en QTWEBENGINE_DISABLE_SANDBOX=1)
    string(REPLACE ";" "\\;" labels "${arg_LABELS}") # stays one value
    set(properties LABELS "${labels}" TIMEOUT ${arg_TIMEOUT}
        ENVIRONMENT_MODIFICATION "DOCKER_HOST=unset:;DOCKER_CONTEXT=unset:;PIERHEAD_ENGINE=unset:")
    if("engine" IN_LIST arg_LABELS OR "desktop" IN_LIST arg_LABELS)
        foreach(engine IN LISTS arg_ENGINES)
            set(entry ${name})
            if(NOT engine STREQUAL "docker")
                set(entry ${name}_${engine})
            endif()
            set(fixtures engine_${engine})
            foreach(fixture IN LISTS arg_FIXTURES)
                list(APPEND fixtures ${fixture}_${engine})
            endforeach()
            add_test(NAME ${entry} COMMAND ${keyring} $<TARGET_FILE:tst_${name}>)
            set_tests_properties(${entry} PROPERTIES ${properties}
                ENVIRONMENT "${environment};PIERHEAD_TEST_ENGINE=unix://${PIERHEAD_TEST_STATE}-${engine}/engine.sock"
                FIXTURES_REQUIRED "${fixtures}"
                RESOURCE_LOCK engine_${engine})
        endforeach()
    else()
        add_test(NAME ${name} COMMAND ${keyring} $<TARGET_FILE:tst_${name}>)
        set_tests_properties(${name} PROPERTIES ${properties} ENVIRONMENT "${environment}")
    endif()
endfunction()
