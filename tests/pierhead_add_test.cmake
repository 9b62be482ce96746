# pierhead_add_test(<name> LABELS <label>… [SOURCES <file>…] [LIBS <target>…] [TIMEOUT <seconds>])
# One Qt Test program tst_<name>.cpp, run on the offscreen platform. With the label `engine` it gets the suite's private
# engine (fixture engine_docker, see tests/engine).
function(pierhead_add_test name)
    cmake_parse_arguments(arg "" "TIMEOUT" "LABELS;SOURCES;LIBS" ${ARGN})
    if(NOT arg_TIMEOUT)
        set(arg_TIMEOUT 60)
    endif()
    add_executable(tst_${name} tst_${name}.cpp ${arg_SOURCES})
    target_link_libraries(tst_${name} PRIVATE pierhead_flags Qt6::Test pierhead_test_support ${arg_LIBS})
    add_test(NAME ${name} COMMAND tst_${name})
    set_tests_properties(${name} PROPERTIES
        LABELS "${arg_LABELS}"
        TIMEOUT ${arg_TIMEOUT}
        ENVIRONMENT "QT_QPA_PLATFORM=offscreen;QTWEBENGINE_DISABLE_SANDBOX=1")
    if("engine" IN_LIST arg_LABELS OR "desktop" IN_LIST arg_LABELS)
        set_tests_properties(${name} PROPERTIES FIXTURES_REQUIRED engine_docker)
    endif()
endfunction()
