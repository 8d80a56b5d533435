# What headless.wasm is made of, for WebAssembly and for the native tests: the page's document (src/document), gumbo, and
# pugixml a second time, with XPath. A program is linked with this or with the core, never with both.

# C is compiled by the compiler that C++ is: sanitizers must fit.
if(NOT DEFINED CMAKE_C_COMPILER AND CMAKE_CXX_COMPILER MATCHES "clang\\+\\+")
  string(REPLACE "clang++" "clang" clang "${CMAKE_CXX_COMPILER}")
  set(CMAKE_C_COMPILER "${clang}" CACHE FILEPATH "the compiler of gumbo")
endif()
enable_language(C)

set(GUMBO_DIR "${CMAKE_SOURCE_DIR}/node_modules/gumbo-parser/deps/gumbo-parser/src"
  CACHE PATH "folder with gumbo's C source")

# gumbo_tokens.c and gumbo_tree.c take gumbo's tokenizer.c and parser.c in.
add_library(gumbo STATIC
  "${GUMBO_DIR}/attribute.c"
  "${GUMBO_DIR}/char_ref.c"
  "${GUMBO_DIR}/error.c"
  "${GUMBO_DIR}/string_buffer.c"
  "${GUMBO_DIR}/string_piece.c"
  "${GUMBO_DIR}/tag.c"
  "${GUMBO_DIR}/utf8.c"
  "${GUMBO_DIR}/util.c"
  "${GUMBO_DIR}/vector.c"
  src/document/html/gumbo_tokens.c
  src/document/html/gumbo_tree.c)
target_include_directories(gumbo SYSTEM PUBLIC "${GUMBO_DIR}")
set_target_properties(gumbo PROPERTIES C_STANDARD 99 C_EXTENSIONS ON)
# Its assertions hold by its own tests; its warnings are its authors'.
target_compile_options(gumbo PRIVATE -w)
target_compile_definitions(gumbo PRIVATE NDEBUG)

# Small pieces of memory: a process holds thousands of pages, most of them small.
add_library(pugixml_xpath STATIC "${PUGIXML_DIR}/pugixml.cpp")
target_include_directories(pugixml_xpath SYSTEM PUBLIC "${PUGIXML_DIR}")
target_compile_definitions(pugixml_xpath PUBLIC PUGIXML_NO_STL PUGIXML_NO_EXCEPTIONS PUGIXML_MEMORY_PAGE_SIZE=2048)

file(GLOB document_sources CONFIGURE_DEPENDS src/document/*.cpp src/document/*/*.cpp wasm/headless/exports*.cpp)
add_library(document STATIC
  ${document_sources}
  src/arena.cpp
  src/attributes.cpp
  src/fragments.cpp
  src/open_elements.cpp
  src/references.cpp
  src/tags.cpp)
target_include_directories(document PUBLIC src wasm)
target_include_directories(document SYSTEM PUBLIC "${HXWS_HEADER_LINKS}")
target_link_libraries(document PUBLIC gumbo pugixml_xpath)
target_compile_options(document PRIVATE -Wall -Wextra -Wconversion -Wshadow -Werror -fno-exceptions -fno-rtti)
if(CMAKE_CXX_COMPILER_ID MATCHES "Clang")
  target_compile_options(document PRIVATE -Wglobal-constructors)
endif()
