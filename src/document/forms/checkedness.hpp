// WHATWG HTML, sections 4.10.5.4 (checkedness) and 4.10.10 (selectedness): what is checked among checkboxes, radio
// buttons and options.
#pragma once

#include <pugixml.hpp>
#include <vector>

namespace hxws {

enum class Checkedness { kNone, kOff, kOn };

// Of a checkbox or a radio button its checkedness, of an option its selectedness.
Checkedness checkedness(pugi::xml_node element);

// What such an element itself says, by its state or else its attribute, before its radio group or its select decide
// between several that say so.
bool is_marked(pugi::xml_node element);

// Makes it say so, whatever its attribute says.
void set_checked_state(pugi::xml_node element, bool on);

// The radio buttons of the same name and form, itself included, in tree order.
std::vector<pugi::xml_node> radio_group(pugi::xml_node radio);

// Makes a radio button the one of its group that is checked.
void check_radio(pugi::xml_node radio);

// To be called for what comes into the tree: a checked radio button or a selected option that comes in takes the place
// of the one that was there, wherever it stands.
void settle_inserted(pugi::xml_node inserted);

}  // namespace hxws
