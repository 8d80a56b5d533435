#include "document/document.hpp"

#include <doctest/doctest.h>

#include <string>

#include "parsed.hpp"

TEST_CASE("a page that changes for long stays as small as it is") {
  Page page("<p id=clock>0</p><ul id=log></ul>");
  const std::int32_t kept = page.handle("log");
  const auto entry = [](int number) {
    return "<li id=e" + std::to_string(number) + ">entry <b>" + std::to_string(number) + "</b></li>";
  };
  std::size_t most = 0;
  for (int number = 0; number < 4000; ++number) {
    const std::string last = number < 20 ? "" : "<li id=e" + std::to_string(number - 20) + " hx-swap-oob=delete></li>";
    page.after("<p id=clock>" + std::to_string(number) + "</p><ul id=log hx-swap-oob=beforeend>" + entry(number) +
               "</ul>" + last);
    most = std::max(most, page.document.bytes());
  }
  CHECK(most < 60'000);
  CHECK(page.document.find(kept) == page.id("log"));
  CHECK(page.id("e3999").parent() == page.id("log"));
}

TEST_CASE("a page that is parsed anew is another page") {
  Page page("<p id=a></p>");
  const std::int32_t handle = page.handle("a");
  page.document.parse("<i id=a></i>");
  CHECK(page.document.find(handle).empty());
  CHECK(page.document.quirks_mode() == hxws::QuirksMode::kYes);
  CHECK(page.handle("a") != handle);
}

TEST_CASE("memory is counted for the page that has it") {
  hxws::Document one;
  hxws::Document other;
  const std::size_t empty = one.bytes();
  other.parse("<p>" + std::string(100'000, 'x'));
  CHECK(one.bytes() == empty);
  CHECK(other.bytes() > 100'000);
  other.parse("");
  CHECK(other.bytes() < 10'000);
}
