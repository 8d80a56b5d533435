# headless.wasm: a module for Node that imports nothing and exports what exports.json lists. Speed counts, size hardly.
include(wasm/headless/document.cmake)

set(headless_compile -O3 -flto -DNDEBUG -fvisibility=hidden -mbulk-memory -msign-ext -mnontrapping-fptoint)
foreach(target gumbo pugixml_xpath document)
  target_compile_options(${target} PRIVATE ${headless_compile})
endforeach()
target_compile_options(pugixml_xpath PRIVATE -fno-exceptions -fno-rtti)

read_exports("${CMAKE_SOURCE_DIR}/wasm/headless/exports.json" headless_functions)
list(TRANSFORM headless_functions PREPEND "_" OUTPUT_VARIABLE headless_exported)
list(JOIN headless_exported "," headless_exported)

add_executable(headless_linked wasm/headless/chunk.cpp wasm/headless/runtime.cpp)
target_link_libraries(headless_linked PRIVATE document)
target_compile_options(headless_linked PRIVATE ${headless_compile} -fno-exceptions -fno-rtti)
target_link_options(headless_linked PRIVATE ${headless_compile} -fno-exceptions --no-entry -sSTANDALONE_WASM
  -sTOTAL_STACK=1048576 -sINITIAL_MEMORY=4194304 -sMAXIMUM_MEMORY=2147483648 -sALLOW_MEMORY_GROWTH -sFILESYSTEM=0
  "-sEXPORTED_FUNCTIONS=${headless_exported}")
set_target_properties(headless_linked PROPERTIES SUFFIX .wasm)
write_graph(headless "${headless_functions}")
add_custom_command(OUTPUT headless.wasm
  COMMAND ${WASM_METADCE} --all-features $<TARGET_FILE:headless_linked> --graph-file headless.graph.json
    -o headless_reached.wasm > headless_unreached.txt
  COMMAND ${WASM_OPT} --all-features -O3 headless_reached.wasm -o headless.wasm
  DEPENDS headless_linked VERBATIM)
add_custom_target(headless ALL DEPENDS headless.wasm)
