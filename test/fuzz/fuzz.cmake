# The fuzzers: one executable for each *.fuzz.cpp. Its dictionary and its seeds have its name: see fuzzers.mjs.
set(fuzz_options -O1 -fsanitize=fuzzer-no-link,address,undefined -fno-sanitize-recover=all -fno-omit-frame-pointer)
target_compile_options(pugixml PRIVATE ${fuzz_options})
target_compile_options(hxws PRIVATE ${fuzz_options} -fno-exceptions -fno-rtti)

file(GLOB fuzz_sources CONFIGURE_DEPENDS "${CMAKE_CURRENT_LIST_DIR}/*.fuzz.cpp")
foreach(source ${fuzz_sources})
  get_filename_component(name "${source}" NAME_WE)
  # chunk_below_4gb.cpp stands before the library, and so in place of its src/chunk.cpp.
  add_executable(${name} "${source}" "${CMAKE_CURRENT_LIST_DIR}/chunk_below_4gb.cpp")
  target_link_libraries(${name} PRIVATE hxws)
  target_compile_options(${name} PRIVATE ${fuzz_options} -Wall -Wextra -Wconversion -Wshadow -Werror)
  target_link_options(${name} PRIVATE -fsanitize=fuzzer,address,undefined)
endforeach()
