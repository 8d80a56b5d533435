// A message put into a page as our extension does it on htmx 2.0.11: each top-level element goes where its hx-swap-oob
// says, or to the element of its id. The page ends with the DOM that it has in a browser once all has settled; scripts
// are put in and never run.
#pragma once

#include <cstdint>
#include <pugixml.hpp>
#include <string_view>
#include <vector>

#include "attributes.hpp"
#include "document/handles.hpp"

namespace hxws {

// Why an element could not be swapped.
enum class Trouble : std::int32_t {
  kNone = 0,
  kNoTarget = 1,
  kBadSelector = 2,
  kExtensionStyle = 4,  // a style with a colon, such as morph:outerHTML
  kRefused = 5,  // a browser throws: nothing can be put beside the html element, or a preserved element has no way back
};

struct SwapTrouble {
  Trouble kind;
  Span source;  // bytes of the message: the element, or all of it where the tokenizer is unsure
};

struct Swapped {
  std::uint32_t count = 0;  // elements that were swapped
  // Handles of new top-level elements that are still there, in order: of those that have anything for the extension.
  std::vector<std::int32_t> inserted;
  std::vector<std::int32_t> dead;  // handles of what is gone
  std::vector<SwapTrouble> troubles;
};

// `document` is the page's. Uses the arena, and leaves it as it was.
Swapped apply_message(pugi::xml_node document, std::string_view message, Handles& handles);

}  // namespace hxws
