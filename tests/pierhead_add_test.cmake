# A short path, since sockets are in it, and another for each build folder, so that several can be tested at once.
string(SHA1 buildFolder "${PROJECT_BINARY_DIR}")
string(SUBSTRING "${buildFolder}" 0 8 buildFolder)
set(PIERHEAD_TEST_STATE /tmp/ph-${buildFolder})

# The private Docker Engine of a folder's tests. Tests of programs have one of their own, so that they need not wait for those
# of the libraries.
set(PIERHEAD_TEST_DOCKER docker)

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

# pierhead_add_test_program(<program> [LIBS <target>…])
# The program that holds the tests of this folder and of those below it: fewer programs are linked, and sources are compiled
# together where the preset says so. It runs one test at a time: <program> <name> [Qt Test's arguments].
macro(pierhead_add_test_program program)
    cmake_parse_arguments(arg "" "" "LIBS" ${ARGN})
    set(PIERHEAD_TEST_PROGRAM ${program})
    add_executable(${program} ${PROJECT_SOURCE_DIR}/tests/support/testprogram.cpp)
    target_link_libraries(${program} PRIVATE pierhead_flags Qt6::Test pierhead_test_support ${arg_LIBS})
    # The only meta objects are those of the tests' own files. AUTOMOC would compile a second file for each program.
    set_target_properties(${program} PROPERTIES AUTOMOC OFF AUTORCC OFF)
    target_precompile_headers(${program} REUSE_FROM ${PIERHEAD_TEST_HEADERS})
endmacro()

# pierhead_add_test([<folder>/]<name> LABELS <label>… [TIMEOUT <seconds>] [ENGINES docker podman] [FIXTURES sample] [KEYRING] [TRAY])
# The test class of [<folder>/]tst_<name>.cpp, in the program of its folder; classes with a meta object that it shares are in a library
# (pierhead_add_test_support). It is run on the offscreen platform. With the label `engine` or `desktop` it finds the
# address of the suite's private engine in PIERHEAD_TEST_ENGINE (see tests/engine), and no other test is on that engine at
# the same time. ENGINES says on which engines it runs, `docker` where it is not given; the entry for Podman is
# <name>_podman. With FIXTURES sample the image desktop-backend-minimal-extension:0.0.1 is on that engine.
# With KEYRING it has a D-Bus session of its own with a keyring; with TRAY it has one on an X server of its own.
function(pierhead_add_test path)
    cmake_parse_arguments(arg "KEYRING;TRAY" "TIMEOUT" "LABELS;ENGINES;FIXTURES" ${ARGN})
    if(arg_UNPARSED_ARGUMENTS)
        message(FATAL_ERROR "pierhead_add_test(${path}): ${arg_UNPARSED_ARGUMENTS}?")
    endif()
    if(NOT arg_TIMEOUT)
        set(arg_TIMEOUT 60)
    endif()
    if(NOT arg_ENGINES)
        set(arg_ENGINES docker)
    endif()
    if("engine" IN_LIST arg_LABELS OR "desktop" IN_LIST arg_LABELS)
        # Engines start many processes, which takes three times as long on some virtual machines as on others.
        math(EXPR arg_TIMEOUT "${arg_TIMEOUT} * 2")
    endif()
    cmake_path(GET path FILENAME name)
    cmake_path(REPLACE_FILENAME path tst_${name}.cpp OUTPUT_VARIABLE source)
    set(meta ${CMAKE_CURRENT_BINARY_DIR}/tst_${name}.moc)
    # Without the folders of headers: a test says itself what it is, and moc would read all of Qt for each.
    add_custom_command(OUTPUT ${meta} COMMAND Qt6::moc -o ${meta} ${CMAKE_CURRENT_SOURCE_DIR}/${source} DEPENDS ${source} VERBATIM)
    target_sources(${PIERHEAD_TEST_PROGRAM} PRIVATE ${source} ${meta})
    target_include_directories(${PIERHEAD_TEST_PROGRAM} PRIVATE ${CMAKE_CURRENT_BINARY_DIR})

    set(session "")
    if(arg_KEYRING)
        set(session ${PROJECT_SOURCE_DIR}/tests/with-keyring)
    elseif(arg_TRAY)
        set(session ${PROJECT_SOURCE_DIR}/tests/with-tray)
    endif()
    set(environment QT_QPA_PLATFORM=offscreen LANGUAGE=en QTWEBENGINE_DISABLE_SANDBOX=1)
    # Lists that stay one value each.
    string(REPLACE ";" "\\;" labels "${arg_LABELS}")
    set(properties LABELS "${labels}" TIMEOUT ${arg_TIMEOUT}
        ENVIRONMENT_MODIFICATION "DOCKER_HOST=unset:\\;DOCKER_CONTEXT=unset:\\;PIERHEAD_ENGINE=unset:")
    if("engine" IN_LIST arg_LABELS OR "desktop" IN_LIST arg_LABELS)
        foreach(engine IN LISTS arg_ENGINES)
            set(entry ${name})
            if(NOT engine STREQUAL "docker")
                set(entry ${name}_${engine})
            endif()
            set(kind ${engine})
            if(engine STREQUAL "docker")
                set(kind ${PIERHEAD_TEST_DOCKER})
            endif()
            set(fixtures engine_${kind})
            foreach(fixture IN LISTS arg_FIXTURES)
                list(APPEND fixtures ${fixture}_${kind})
            endforeach()
            add_test(NAME ${entry} COMMAND ${session} $<TARGET_FILE:${PIERHEAD_TEST_PROGRAM}> ${name})
            set_tests_properties(${entry} PROPERTIES ${properties}
                ENVIRONMENT "${environment};PIERHEAD_TEST_ENGINE=unix://${PIERHEAD_TEST_STATE}-${kind}/engine.sock"
                FIXTURES_REQUIRED "${fixtures}"
                RESOURCE_LOCK engine_${kind})
        endforeach()
    else()
        add_test(NAME ${name} COMMAND ${session} $<TARGET_FILE:${PIERHEAD_TEST_PROGRAM}> ${name})
        set_tests_properties(${name} PROPERTIES ${properties} ENVIRONMENT "${environment}")
    endif()
endfunction()
