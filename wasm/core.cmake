# core.wasm: a module that imports nothing and exports what exports.json lists.

# mvp: wasm2js can translate it, and every browser with WebAssembly runs it.
set(HXWS_WASM_COMPILE -flto -fno-exceptions -fno-rtti -mcpu=mvp -DNDEBUG -fvisibility=hidden
    -ffunction-sections -fdata-sections)
target_compile_options(hxws PRIVATE -Oz ${HXWS_WASM_COMPILE})
# Its own allocation paths are smaller unrolled than outlined: -O2 here, -Oz when linked.
target_compile_options(pugixml PRIVATE -O2 ${HXWS_WASM_COMPILE})

file(READ "${CMAKE_CURRENT_LIST_DIR}/exports.json" exports_json)
string(JSON export_count LENGTH "${exports_json}")
math(EXPR last_export "${export_count} - 1")
set(exported_functions "")
foreach(index RANGE ${last_export})
  string(JSON name MEMBER "${exports_json}" ${index})
  list(APPEND exported_functions "_${name}")
endforeach()
list(JOIN exported_functions "," exported_functions)
set_property(DIRECTORY APPEND PROPERTY CMAKE_CONFIGURE_DEPENDS "${CMAKE_CURRENT_LIST_DIR}/exports.json")

add_executable(core_linked wasm/runtime.cpp)
target_compile_options(core_linked PRIVATE -Oz ${HXWS_WASM_COMPILE})
target_link_libraries(core_linked PRIVATE hxws)
# Stack and first memory are small: what a message needs comes by memory.grow.
target_link_options(core_linked PRIVATE -Oz -flto -fno-exceptions --no-entry -sSTANDALONE_WASM -sMALLOC=none
  -sTOTAL_STACK=65536 -sINITIAL_MEMORY=262144 -sALLOW_MEMORY_GROWTH -sFILESYSTEM=0
  "-sEXPORTED_FUNCTIONS=${exported_functions}")
set_target_properties(core_linked PROPERTIES SUFFIX .wasm)

# The linker exports its own helpers as well (stackSave, the table ...). Only what exports.json lists, and the memory,
# stays: wasm-metadce takes the rest away with all that nothing else reaches, wasm-opt shrinks what is left.
set(reached "\"memory\"")
set(nodes ",{\"name\":\"memory\",\"export\":\"memory\"}")
foreach(index RANGE ${last_export})
  string(JSON name MEMBER "${exports_json}" ${index})
  string(APPEND reached ",\"${name}\"")
  string(APPEND nodes ",{\"name\":\"${name}\",\"export\":\"${name}\"}")
endforeach()
file(WRITE "${CMAKE_BINARY_DIR}/exports.graph.json"
  "[{\"name\":\"outside\",\"root\":true,\"reaches\":[${reached}]}${nodes}]")

get_filename_component(compiler_folder "${CMAKE_CXX_COMPILER}" DIRECTORY)
set(binaryen_hints "${compiler_folder}/../bin" "$ENV{EMSDK}/upstream/bin")
find_program(WASM_METADCE wasm-metadce HINTS ${binaryen_hints} REQUIRED)
find_program(WASM_OPT wasm-opt HINTS ${binaryen_hints} REQUIRED)
find_program(WASM2JS wasm2js HINTS ${binaryen_hints} REQUIRED)

add_custom_command(OUTPUT core.wasm
  COMMAND ${WASM_METADCE} --mvp-features $<TARGET_FILE:core_linked> --graph-file exports.graph.json -o core_reached.wasm
    > unreached.txt
  COMMAND ${WASM_OPT} --mvp-features -Oz --converge core_reached.wasm -o core.wasm
  DEPENDS core_linked VERBATIM)

# For pages that can't run WebAssembly: the same module as JavaScript, and its functions as translate.mjs gives them out.
add_custom_command(OUTPUT core.translated.js
  COMMAND ${WASM2JS} --mvp-features -Oz core.wasm -o core.wasm2js.js
  COMMAND node "${CMAKE_CURRENT_LIST_DIR}/translate.mjs" core.wasm2js.js core.translated.js
  DEPENDS core.wasm "${CMAKE_CURRENT_LIST_DIR}/translate.mjs" VERBATIM)

add_custom_target(core ALL DEPENDS core.wasm core.translated.js)
