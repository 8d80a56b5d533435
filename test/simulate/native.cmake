# The simulator of clients that come back.
add_executable(simulate "${CMAKE_CURRENT_LIST_DIR}/native.cpp")
target_link_libraries(simulate PRIVATE hxws)
target_compile_features(simulate PRIVATE cxx_std_17)
target_compile_options(simulate PRIVATE -O2 -Wall -Wextra -Wconversion -Wshadow -Werror)
