# The core as a program of the benchmark: optimized, without exceptions as in the browser.
foreach(target pugixml hxws)
  target_compile_options(${target} PRIVATE -O2 -fno-exceptions -fno-rtti)
endforeach()
add_executable(native "${CMAKE_CURRENT_LIST_DIR}/native.cpp")
target_link_libraries(native PRIVATE hxws)
target_compile_options(native PRIVATE -O2 -Wall -Wextra -Wconversion -Wshadow -Werror)
