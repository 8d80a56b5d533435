// WHATWG HTML, section 4.10.22.4: constructing the entry list of a form.
#pragma once

#include <pugixml.hpp>
#include <string>
#include <vector>

namespace hxws {

struct Entry {
  std::string name;
  std::string value;
};

// What the form sends, in tree order, as a FormData of it has it; files are left out. `submitter`, which may be empty,
// is the button that submits it.
std::vector<Entry> entry_list(pugi::xml_node form, pugi::xml_node submitter);

}  // namespace hxws
