// Attribute values as a parser leaves them: character references decoded, line ends normalized (WHATWG HTML, sections
// 13.2.5.72 and 13.2.3.5).
#pragma once

#include <cstddef>
#include <string_view>

namespace hxws {

inline constexpr std::size_t kUndecided = static_cast<std::size_t>(-1);

// Writes the decoded value to `out`, which needs room for raw.size() bytes, and returns its length; kUndecided where a
// reference is not one of those that templates write (&amp; &lt; &gt; &quot; &apos; &nbsp; and numeric ones): the full
// table of names stays with the browser.
std::size_t decode_attribute_value(std::string_view raw, char* out);

}  // namespace hxws
