# The native tests: one executable of all *.test.cpp files, run under sanitizers.
file(GLOB unit_sources CONFIGURE_DEPENDS "${CMAKE_CURRENT_LIST_DIR}/*.cpp")
add_executable(unit ${unit_sources})
target_link_libraries(unit PRIVATE hxws)
target_compile_options(unit PRIVATE -Wall -Wextra -Werror)

# The library is built as in the browser, without exceptions; only the tests' own framework has them.
target_compile_options(hxws PRIVATE -fno-exceptions -fno-rtti)
foreach(target pugixml hxws unit)
  target_compile_options(${target} PRIVATE -fsanitize=address,undefined -fno-sanitize-recover=all -fno-omit-frame-pointer)
endforeach()
target_link_options(unit PRIVATE -fsanitize=address,undefined)
