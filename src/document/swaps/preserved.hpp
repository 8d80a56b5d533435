// hx-preserve as htmx 2.0.11 does it where the browser has Element.moveBefore: what is to be preserved waits behind the
// body, in an element of htmx's, while the swap goes on.
#pragma once

#include <pugixml.hpp>

namespace hxws {

// Moves what the content wants to keep out of the way of the swap. False where a browser throws.
bool put_aside_preserved(pugi::xml_node document, pugi::xml_node content);

// Puts it in the place of the first element with its id, which is given to `destroy`. False where a browser throws.
template <typename Destroy>
bool restore_preserved(pugi::xml_node document, const Destroy& destroy);

// The element that holds what waits; empty where there is none.
pugi::xml_node preserve_pantry(pugi::xml_node document);

// Where a preserved element goes back to: the first element with its id; empty where a browser finds none.
pugi::xml_node place_of_preserved(pugi::xml_node document, pugi::xml_node preserved);

bool contains(pugi::xml_node ancestor, pugi::xml_node node);

template <typename Destroy>
bool restore_preserved(pugi::xml_node document, const Destroy& destroy) {
  const pugi::xml_node pantry = preserve_pantry(document);
  if (!pantry) return true;
  for (pugi::xml_node each = pantry.first_child(); each;) {
    const pugi::xml_node preserved = each;
    each = each.next_sibling();
    if (preserved.type() != pugi::node_element) continue;
    const pugi::xml_node place = place_of_preserved(document, preserved);
    if (!place || contains(preserved, place.parent())) return false;
    if (place != preserved) place.parent().insert_move_before(preserved, place);
    destroy(place);
  }
  destroy(pantry);
  return true;
}

}  // namespace hxws
