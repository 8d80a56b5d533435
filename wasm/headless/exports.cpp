// A page's document as C functions of numbers: see border.hpp. The list of names and arities stands in exports.json.
#include <algorithm>
#include <cstdlib>
#include <utility>

#include "abi.hpp"
#include "arena.hpp"
#include "ascii.hpp"
#include "border.hpp"
#include "document/html/serializer.hpp"
#include "document/tree.hpp"
#include "scan.hpp"
#include "slots.hpp"

namespace hxws::border {

std::int32_t output[kOutputWords];

namespace {

// A longer page is refused.
constexpr std::size_t kLongestPage = std::size_t{64} << 20;
// What is kept of a text's memory for the next call.
constexpr std::size_t kKeptCapacity = std::size_t{1} << 20;

char* input = nullptr;
std::size_t input_capacity = 0;

struct DocumentSlot {
  Document* document;
};
Slots<DocumentSlot> documents;

// What the last call left. It is made on first use, and never destroyed.
struct Left {
  std::string text;
  std::vector<std::int32_t> handles;
  std::vector<std::int32_t> dead;
  std::vector<std::int32_t> troubles;
};
Left& left() {
  static auto* const kept = new Left();
  return *kept;
}

}  // namespace

std::string_view text(std::size_t start, std::size_t size) { return {input + start, size}; }

bool holds(std::uint64_t bytes) { return input != nullptr && bytes <= input_capacity; }

Document* document(std::int32_t number) {
  DocumentSlot* slot = documents.find(number);
  return slot == nullptr ? nullptr : slot->document;
}

pugi::xml_node node(const Document& document, std::int32_t handle) {
  return handle == 0 ? document.root() : document.find(handle);
}

pugi::xml_node element(const Document& document, std::int32_t handle) { return document.find(handle); }

std::int32_t put_text(std::string text) {
  left().text = std::move(text);
  output[0] = address(left().text.data());
  output[1] = word(left().text.size());
  return code(Error::kNone);
}

std::int32_t put_handles(std::vector<std::int32_t> handles) {
  left().handles = std::move(handles);
  output[0] = address(left().handles.data());
  return word(left().handles.size());
}

std::int32_t put_elements(Document& document, const std::vector<pugi::xml_node>& elements) {
  std::vector<std::int32_t> handles;
  handles.reserve(elements.size());
  for (const pugi::xml_node each : elements) handles.push_back(document.handle_of(each));
  return put_handles(std::move(handles));
}

std::int32_t put_texts(const std::vector<std::string>& texts) {
  std::string all;
  std::vector<std::int32_t> sizes;
  sizes.reserve(texts.size());
  for (const std::string& each : texts) {
    all += each;
    sizes.push_back(word(each.size()));
  }
  put_text(std::move(all));
  output[2] = output[1];
  output[1] = output[0];
  return put_handles(std::move(sizes));
}

std::int32_t put_bad_selector(std::string_view selector, std::size_t offset, const char* reason) {
  put_text(reason);
  output[2] = output[1];
  output[1] = output[0];
  output[0] = word(utf16_size(selector.substr(0, std::min(offset, selector.size()))));
  return code(Error::kBadSelector);
}

}  // namespace hxws::border

using namespace hxws::border;  // NOLINT(google-build-using-namespace): this file is the border
using hxws::Document;
using hxws::Error;

namespace {

// A name or value as pugixml takes it, which ends texts at a null.
bool is_attribute_text(std::string_view text) { return text.find('\0') == std::string_view::npos; }

// Not hidden (tree.hpp), and nothing that HTML would end a name at.
bool is_attribute_name(std::string_view name) {
  return !name.empty() && name.find_first_of(std::string_view("\0\t\n\f\r />=", 9)) == std::string_view::npos;
}

// In UTF-16 units of the message.
std::vector<std::int32_t> trouble_words(const hxws::Swapped& swapped, std::string_view message) {
  std::vector<std::int32_t> words;
  const auto units = [message](std::size_t byte) { return word(hxws::utf16_size(message.substr(0, byte))); };
  for (const hxws::SwapTrouble& trouble : swapped.troubles) {
    words.insert(words.end(),
                 {static_cast<std::int32_t>(trouble.kind), units(trouble.source.start), units(trouble.source.end)});
  }
  return words;
}

void put_list(std::size_t index, const std::vector<std::int32_t>& list, std::size_t count) {
  output[index] = address(list.data());
  output[index + 1] = word(count);
}

}  // namespace

// The version of the interface, which is the core's too.
HXWS_EXPORT std::int32_t hxws_abi_version() { return kAbiVersion; }

// Begins a call: ends the life of the last call's results and gives the address of at least `capacity` bytes for the
// text, or 0 when there is no room.
HXWS_EXPORT void* hxws_text(std::uint32_t capacity) {
  hxws::arena_reset();
  const bool is_much = input_capacity > kKeptCapacity && capacity <= kKeptCapacity;
  if (capacity > input_capacity || is_much || input == nullptr) {
    std::free(input);
    input_capacity = std::max<std::size_t>(capacity, 1024);
    input = static_cast<char*>(std::malloc(input_capacity));
    if (input == nullptr) input_capacity = 0;
  }
  return input;
}

// The address of the 16 words that calls leave.
HXWS_EXPORT void* hxws_output() { return output; }

// The number of an empty document.
HXWS_EXPORT std::int32_t hxws_document_create() {
  const std::int32_t number = documents.take();
  if (number == hxws::Slots<DocumentSlot>::kNone) return code(Error::kOutOfMemory);
  documents[number].document = new Document();
  return number;
}

HXWS_EXPORT void hxws_document_release(std::int32_t number) {
  delete document(number);
  documents.release(number);
}

// Text: a page. The document becomes that page; its elements' handles die.
HXWS_EXPORT std::int32_t hxws_document_parse(std::int32_t number, std::uint32_t size) {
  Document* found = document(number);
  if (found == nullptr) return code(Error::kNotFound);
  if (size > kLongestPage) return code(Error::kTooLarge);
  if (!holds(size)) return code(Error::kBadArgument);
  found->parse(text(0, size));
  return code(Error::kNone);
}

// Text: a message, which is swapped into the page. Returns how many elements were swapped, and leaves [address, count]
// of the handles of inserted elements, of those that are dead, and of troubles: three words each, [kind (Trouble in
// src/document/swaps/swap.hpp), start and end of the element in the message].
HXWS_EXPORT std::int32_t hxws_document_apply(std::int32_t number, std::uint32_t size) {
  Document* found = document(number);
  if (found == nullptr) return code(Error::kNotFound);
  if (size > kLongestPage) return code(Error::kTooLarge);
  if (!holds(size)) return code(Error::kBadArgument);
  const std::string_view message = text(0, size);
  hxws::Swapped swapped = found->apply(message);
  left().troubles = trouble_words(swapped, message);
  left().handles = std::move(swapped.inserted);
  left().dead = std::move(swapped.dead);
  put_list(0, left().handles, left().handles.size());
  put_list(2, left().dead, left().dead.size());
  put_list(4, left().troubles, swapped.troubles.size());
  return word(swapped.count);
}

// Leaves the HTML of the element, or of the document; where `inner` is 1 without its own tags.
HXWS_EXPORT std::int32_t hxws_document_serialize(std::int32_t number, std::int32_t handle, std::int32_t inner) {
  const Document* found = document(number);
  const pugi::xml_node root = found == nullptr ? pugi::xml_node() : node(*found, handle);
  if (!root) return code(Error::kNotFound);
  std::string html;
  if (inner != 0) {
    hxws::serialize_children(root, html);
  } else {
    hxws::serialize_node(root, html);
  }
  return put_text(std::move(html));
}

// Leaves the text of the element, or of the document.
HXWS_EXPORT std::int32_t hxws_document_text(std::int32_t number, std::int32_t handle) {
  const Document* found = document(number);
  const pugi::xml_node root = found == nullptr ? pugi::xml_node() : node(*found, handle);
  if (!root) return code(Error::kNotFound);
  return put_text(hxws::text_content(root));
}

// Leaves the element's name, in lower case.
HXWS_EXPORT std::int32_t hxws_document_tag(std::int32_t number, std::int32_t handle) {
  const Document* found = document(number);
  const pugi::xml_node named = found == nullptr ? pugi::xml_node() : element(*found, handle);
  if (!named) return code(Error::kNotFound);
  std::string name = named.name();
  std::transform(name.begin(), name.end(), name.begin(), hxws::to_lower);
  return put_text(std::move(name));
}

// Leaves the element's attributes as a list of texts: name, value, name, value ...
HXWS_EXPORT std::int32_t hxws_document_attributes(std::int32_t number, std::int32_t handle) {
  const Document* found = document(number);
  const pugi::xml_node owner = found == nullptr ? pugi::xml_node() : element(*found, handle);
  if (!owner) return code(Error::kNotFound);
  std::vector<std::string> texts;
  for (const pugi::xml_attribute attribute : owner.attributes()) {
    if (hxws::is_hidden(attribute)) continue;
    texts.emplace_back(attribute.name());
    texts.emplace_back(attribute.value());
  }
  return put_texts(texts);
}

// Text: a name. Returns 1 and leaves the attribute's value, or returns 0 where there is none.
HXWS_EXPORT std::int32_t hxws_document_attribute(std::int32_t number, std::int32_t handle, std::uint32_t name_size) {
  const Document* found = document(number);
  const pugi::xml_node owner = found == nullptr ? pugi::xml_node() : element(*found, handle);
  if (!owner) return code(Error::kNotFound);
  if (!holds(name_size)) return code(Error::kBadArgument);
  const std::string_view name = text(0, name_size);
  if (!is_attribute_name(name)) return 0;
  const pugi::xml_attribute attribute = owner.attribute(std::string(name).c_str());
  if (attribute.empty()) return 0;
  put_text(attribute.value());
  return 1;
}

// Text: a name in lower case and a value.
HXWS_EXPORT std::int32_t hxws_document_set_attribute(std::int32_t number, std::int32_t handle, std::uint32_t name_size,
                                                     std::uint32_t value_size) {
  Document* found = document(number);
  const pugi::xml_node owner = found == nullptr ? pugi::xml_node() : element(*found, handle);
  if (!owner) return code(Error::kNotFound);
  if (!holds(std::uint64_t{name_size} + value_size)) return code(Error::kBadArgument);
  const std::string name(text(0, name_size));
  const std::string value(text(name_size, value_size));
  if (!is_attribute_name(name) || !is_attribute_text(value)) return code(Error::kBadArgument);
  found->set_attribute(owner, name.c_str(), value.c_str());
  return code(Error::kNone);
}

// Text: a name. Returns 1 where there was such an attribute, else 0.
HXWS_EXPORT std::int32_t hxws_document_remove_attribute(std::int32_t number, std::int32_t handle,
                                                        std::uint32_t name_size) {
  const Document* found = document(number);
  pugi::xml_node owner = found == nullptr ? pugi::xml_node() : element(*found, handle);
  if (!owner) return code(Error::kNotFound);
  if (!holds(name_size)) return code(Error::kBadArgument);
  const std::string name(text(0, name_size));
  return is_attribute_name(name) && owner.remove_attribute(name.c_str()) ? 1 : 0;
}

// Leaves the handles of the element and of those around it, the innermost first.
HXWS_EXPORT std::int32_t hxws_document_path(std::int32_t number, std::int32_t handle) {
  Document* found = document(number);
  const pugi::xml_node innermost = found == nullptr ? pugi::xml_node() : element(*found, handle);
  if (!innermost) return code(Error::kNotFound);
  std::vector<pugi::xml_node> path;
  for (pugi::xml_node each = innermost; hxws::is_element(each); each = each.parent()) path.push_back(each);
  return put_elements(*found, path);
}

// 1 where the element is in the page, else 0.
HXWS_EXPORT std::int32_t hxws_document_contains(std::int32_t number, std::int32_t handle) {
  const Document* found = document(number);
  if (found == nullptr) return code(Error::kNotFound);
  return element(*found, handle) ? 1 : 0;
}

// The bytes of memory that the document holds.
HXWS_EXPORT std::int32_t hxws_document_bytes(std::int32_t number) {
  const Document* found = document(number);
  if (found == nullptr) return code(Error::kNotFound);
  return word(found->bytes());
}
