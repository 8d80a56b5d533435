// A message's top-level elements, found as a browser's parser would find them inside a <template>, or not at all.
//
// The tokenizer is conservative: it follows the HTML standard (WHATWG HTML, section 13.2) as long as a message is made
// of properly nested elements, and answers kUnsure at the first thing that would make a parser repair, move or drop
// something (a p closed by a block, misnested formatting, text inside a table, an unclosed element ...). Then the
// host's own parser decides. It never guesses.
#pragma once

#include <cstddef>
#include <cstdint>
#include <pugixml.hpp>
#include <string_view>

#include "attributes.hpp"
#include "error.hpp"

namespace hxws {

enum class Certainty : std::int32_t {
  kUnsure = 0,
  kSure = 1,      // the whole message, parsed at once, has exactly these top-level elements
  kSeparate = 2,  // table parts stand beside other tags: each element is right only when it is parsed on its own
};

// What stands in an element (itself or anything inside it) that decides how it may be put into a page.
enum ElementFlag : std::uint32_t {
  kNoFlag = 0,
  kHasScript = 1,      // a script element
  kHasHtmx = 2,        // an attribute that htmx or an extension reads: hx-, data-hx-, ws-, data-ws-, sse-, data-sse-
  kHasPreserve = 4,    // hx-preserve
  kHasAutofocus = 8,   // autofocus
  kHasId = 16,         // an id on an element inside, the element's own apart
  kHasCustom = 32,     // a custom element: a name with a hyphen, or an attribute "is"
  kHasTemplate = 64,   // a template element
  kIsTablePart = 128,  // the element is a part of a table: caption, colgroup, col, tbody, thead, tfoot, tr, td, th
  kHasStyle = 256,     // a style attribute
  kHasForm = 512,      // a form element, or an attribute type="submit"
  kHasLink = 1024,     // an a element
};

// One top-level element. Spans are bytes of the message.
//
//   <div id="a" class=b hx-swap-oob="beforeend:#c">...</div>
//   ^start   ^id                     ^style     ^selector   ^end
struct FragmentElement {
  pugi::xml_node node;  // the tag name in lower case, and the attributes in order: names in lower case, values decoded
  Span source;
  std::uint32_t tag_size;  // the tag name's bytes, which begin at source.start + 1
  std::uint32_t flags;     // ElementFlag
  bool has_id;
  bool has_swap;        // hx-swap-oob or, where that is absent or empty, data-hx-swap-oob
  bool swap_is_source;  // the value stands in the message as it is, without character references
  Span id;
  Span swap;
  std::string_view swap_value;  // decoded
  SwapOob swap_parts;           // spans of swap_value
};

struct Fragments {
  Error error;  // kNone or kOutOfMemory
  Certainty certainty;
  const FragmentElement* elements;
  std::uint32_t count;
};

// `message` is UTF-8. Everything in the result lives in the arena, until its next reset.
Fragments parse_fragments(std::string_view message);

}  // namespace hxws
