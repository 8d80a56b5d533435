# The native tests, run under sanitizers: an executable of all *.test.cpp files here, and one of those in document/, which
# is linked with the headless page.
include(wasm/headless/document.cmake)

file(GLOB unit_sources CONFIGURE_DEPENDS "${CMAKE_CURRENT_LIST_DIR}/*.cpp")
add_executable(unit ${unit_sources})
target_link_libraries(unit PRIVATE hxws)
target_compile_options(unit PRIVATE -Wall -Wextra -Werror)

file(GLOB document_test_sources CONFIGURE_DEPENDS "${CMAKE_CURRENT_LIST_DIR}/document/*.cpp")
add_executable(unit_document ${document_test_sources} "${CMAKE_CURRENT_LIST_DIR}/main.cpp" src/chunk.cpp)
target_link_libraries(unit_document PRIVATE document)
target_compile_options(unit_document PRIVATE -Wall -Wextra -Werror)

# The library is built as in the browser, without exceptions; only the tests' own framework has them.
target_compile_options(hxws PRIVATE -fno-exceptions -fno-rtti)
foreach(target pugixml hxws unit gumbo pugixml_xpath document unit_document)
  target_compile_options(${target} PRIVATE -fsanitize=address,undefined -fno-sanitize-recover=all -fno-omit-frame-pointer)
endforeach()
target_link_options(unit PRIVATE -fsanitize=address,undefined)
target_link_options(unit_document PRIVATE -fsanitize=address,undefined)
