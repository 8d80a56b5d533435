# core.wasm: a module that imports nothing and exports what exports.json lists; and beside it unpack.wasm.

# mvp: wasm2js can translate it, and every browser with WebAssembly runs it.
set(HXWS_WASM_COMPILE -flto -fno-exceptions -fno-rtti -mcpu=mvp -DNDEBUG -fvisibility=hidden
    -ffunction-sections -fdata-sections)
target_compile_options(hxws PRIVATE -Oz ${HXWS_WASM_COMPILE})
# Its own allocation paths are smaller unrolled than outlined: -O2 here, -Oz when linked.
target_compile_options(pugixml PRIVATE -O2 ${HXWS_WASM_COMPILE})

get_filename_component(compiler_folder "${CMAKE_CXX_COMPILER}" DIRECTORY)
set(binaryen_hints "${compiler_folder}/../bin" "$ENV{EMSDK}/upstream/bin")
find_program(WASM_METADCE wasm-metadce HINTS ${binaryen_hints} REQUIRED)
find_program(WASM_OPT wasm-opt HINTS ${binaryen_hints} REQUIRED)
find_program(WASM2JS wasm2js HINTS ${binaryen_hints} REQUIRED)

# Says in <name>.graph.json, for wasm-metadce, that only these functions, and the memory, are called from outside.
function(write_graph name functions)
  set(reached "\"memory\"")
  set(nodes ",{\"name\":\"memory\",\"export\":\"memory\"}")
  foreach(function IN LISTS functions)
    string(APPEND reached ",\"${function}\"")
    string(APPEND nodes ",{\"name\":\"${function}\",\"export\":\"${function}\"}")
  endforeach()
  file(WRITE "${CMAKE_BINARY_DIR}/${name}.graph.json"
    "[{\"name\":\"outside\",\"root\":true,\"reaches\":[${reached}]}${nodes}]")
endfunction()

# The names of a list of exports, which is read again when it changes.
function(read_exports file result)
  set_property(DIRECTORY APPEND PROPERTY CMAKE_CONFIGURE_DEPENDS "${file}")
  file(READ "${file}" exports)
  string(JSON count LENGTH "${exports}")
  math(EXPR last "${count} - 1")
  set(names "")
  foreach(index RANGE ${last})
    string(JSON name MEMBER "${exports}" ${index})
    list(APPEND names "${name}")
  endforeach()
  set(${result} "${names}" PARENT_SCOPE)
endfunction()

# Makes <name>.wasm of the executable <name>_linked. The linker exports its own helpers as well (stackSave, the table
# ...). Only the functions listed, and the memory, stay: wasm-metadce takes the rest away with all that nothing else
# reaches, wasm-opt shrinks what is left. It copies functions of up to six expressions into their callers (its own
# limit is two): longer, but more alike, and so shorter when packed. And it makes the control flow anew, of flat code.
# The first 1,024 bytes of the memory are unused: the SDK begins above them.
function(make_module name stack memory functions)
  write_graph(${name} "${functions}")
  list(TRANSFORM functions PREPEND "_" OUTPUT_VARIABLE exported)
  list(JOIN exported "," exported)
  target_compile_options(${name}_linked PRIVATE -Oz ${HXWS_WASM_COMPILE})
  target_link_options(${name}_linked PRIVATE -Oz -flto -fno-exceptions --no-entry -sSTANDALONE_WASM -sMALLOC=none
    -sTOTAL_STACK=${stack} -sINITIAL_MEMORY=${memory} -sALLOW_MEMORY_GROWTH -sFILESYSTEM=0
    "-sEXPORTED_FUNCTIONS=${exported}")
  set_target_properties(${name}_linked PROPERTIES SUFFIX .wasm)
  add_custom_command(OUTPUT ${name}.wasm
    COMMAND ${WASM_METADCE} --mvp-features $<TARGET_FILE:${name}_linked> --graph-file ${name}.graph.json
      -o ${name}_reached.wasm > ${name}_unreached.txt
    COMMAND ${WASM_OPT} --mvp-features --low-memory-unused -Oz --converge --always-inline-max-function-size 6
      --flatten --rereloop -Oz -Oz ${name}_reached.wasm -o ${name}.wasm
    DEPENDS ${name}_linked VERBATIM)
endfunction()

read_exports("${CMAKE_CURRENT_LIST_DIR}/exports.json" core_functions)

# Stack and first memory are small: what a message needs comes by memory.grow.
add_executable(core_linked wasm/runtime.cpp)
target_link_libraries(core_linked PRIVATE hxws)
make_module(core 65536 262144 "${core_functions}")

# What unpacks core.wasm in the page.
add_executable(unpack_linked wasm/unpack.cpp)
make_module(unpack 1024 131072 "packed_bytes;unpack")

# For pages that can't run WebAssembly: the same module as JavaScript, and its functions as translate.mjs gives them out.
add_custom_command(OUTPUT core.translated.js
  COMMAND ${WASM2JS} --mvp-features -Oz core.wasm -o core.wasm2js.js
  COMMAND node "${CMAKE_CURRENT_LIST_DIR}/translate.mjs" core.wasm2js.js core.translated.js
  DEPENDS core.wasm "${CMAKE_CURRENT_LIST_DIR}/translate.mjs" VERBATIM)

add_custom_target(core ALL DEPENDS core.wasm core.translated.js unpack.wasm)
