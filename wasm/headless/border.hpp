// What the exports of headless.wasm share: the present call's text, the documents, and how results are left.
//
// The conventions are those of wasm/exports.cpp. Besides: a text that comes out is left as [address, size in bytes], a
// list of elements as the address of their handles and their number as the return value, a list of texts as [address of
// their sizes, address of the bytes, which stand one behind the other, their sum]. What is left lives until the next
// call.
#pragma once

#include <cstddef>
#include <cstdint>
#include <pugixml.hpp>
#include <string>
#include <string_view>
#include <vector>

#include "document/document.hpp"
#include "error.hpp"

#ifdef __wasm__
#define HXWS_EXPORT extern "C" __attribute__((used, visibility("default")))
#else
#define HXWS_EXPORT extern "C"
#endif

namespace hxws::border {

inline constexpr std::size_t kOutputWords = 16;
extern std::int32_t output[kOutputWords];

inline std::int32_t code(Error error) { return static_cast<std::int32_t>(error); }
inline std::int32_t word(std::size_t value) { return static_cast<std::int32_t>(value); }
inline std::int32_t address(const void* pointer) {
  return static_cast<std::int32_t>(reinterpret_cast<std::uintptr_t>(pointer));
}

// The bytes `start` to before `start + size` of the call's text.
// Whether they are there is asked of holds().
std::string_view text(std::size_t start, std::size_t size);
bool holds(std::uint64_t bytes);

// Null where no document has the number.
Document* document(std::int32_t number);

// The element, or the document itself for 0; empty where no living element has the handle.
pugi::xml_node node(const Document& document, std::int32_t handle);

// An element; empty for 0, too.
pugi::xml_node element(const Document& document, std::int32_t handle);

// Leaves texts and lists: see above. Each returns what the export returns.
std::int32_t put_text(std::string text);
std::int32_t put_handles(std::vector<std::int32_t> handles);
std::int32_t put_elements(Document& document, const std::vector<pugi::xml_node>& elements);
std::int32_t put_texts(const std::vector<std::string>& texts);

// Leaves where a selector is wrong (bytes of it), and why.
std::int32_t put_bad_selector(std::string_view selector, std::size_t offset, const char* reason);

}  // namespace hxws::border
