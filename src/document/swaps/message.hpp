// A message's top-level elements as nodes, found as our extension finds them (js/pieces.js): by the tokenizer where it
// is sure, else as htmx 2.0.11 parses responses.
#pragma once

#include <pugixml.hpp>
#include <string_view>
#include <vector>

#include "attributes.hpp"

namespace hxws {

// An element to be swapped. Its source is the whole message where the tokenizer is unsure.
struct Piece {
  pugi::xml_node node;
  Span source;
};

// Appends nodes to `parent`, of which the pieces are some, in order. Uses the arena, and leaves it as it was.
std::vector<Piece> pieces_of(std::string_view message, pugi::xml_node parent);

// The attribute of that name or, where that is absent or empty, of that name after "data-"; null where there is none.
const char* htmx_attribute(pugi::xml_node element, const char* name);

}  // namespace hxws
