# The simulator, which run.mjs has CMake include when the project begins (CMAKE_PROJECT_INCLUDE).
add_executable(simulate "${CMAKE_CURRENT_LIST_DIR}/native.cpp")
target_link_libraries(simulate PRIVATE hxws)
target_compile_features(simulate PRIVATE cxx_std_17)
target_compile_options(simulate PRIVATE -O2 -Wall -Wextra -Wconversion -Wshadow -Werror)
