#include "bundel/url.h"

#include <doctest/doctest.h>

#include <string>
#include <vector>

namespace bundel {
namespace {

TEST_CASE("spellings of one address are one") {
  const std::string address = "www.example.org/news/Dike";
  for (const char* url :
       {"https://www.example.org/news/Dike", "http://www.example.org/news/Dike", "HTTPS://WWW.Example.ORG/news/Dike",
        "//www.example.org/news/Dike", "www.example.org/news/Dike", "https://www.example.org/news/Dike/",
        "https://www.example.org/news/Dike//", "https://www.example.org/news/Dike#comments",
        "https://www.example.org/news/Dike?", "https://www.example.org/news/Dike/?utm_source=rss&utm_medium=feed#top",
        "https://www.example.org/news/Dike?UTM_Source=rss", "http://www.example.org:80/news/Dike",
        "https://www.example.org:443/news/Dike", "https://www.example.org:/news/Dike",
        " https://www.example.org/news/Dike\r\n", "https://www.example.org/news/Dike?&"}) {
    CAPTURE(url);
    CHECK(canonical_url(url) == address);
    CHECK(canonical_url(canonical_url(url)) == address);
  }
}

TEST_CASE("what tells pages apart stays") {
  CHECK(canonical_url("https://example.org/?id=2&page=1") == "example.org?id=2&page=1");
  CHECK(canonical_url("https://example.org/?page=1&id=2") == "example.org?page=1&id=2");
  CHECK(canonical_url("https://example.org/a/?id=2&utm_campaign=x&lang=nl") == "example.org/a?id=2&lang=nl");
  CHECK(canonical_url("https://example.org/News") != canonical_url("https://example.org/news"));
  CHECK(canonical_url("https://example.org:8080/a") == "example.org:8080/a");
  CHECK(canonical_url("http://example.org:443/a") == "example.org:443/a");
  CHECK(canonical_url("https://www.example.org/a") != canonical_url("https://example.org/a"));
  CHECK(canonical_url("https://example.org/#/news/1") != canonical_url("https://example.org/#/news/2"));
  CHECK(canonical_url("https://example.org/#!news/1") == "example.org#!news/1");
  CHECK(canonical_url("https://example.org/a?next=https://example.org/b/") ==
        "example.org/a?next=https://example.org/b/");
}

TEST_CASE("the token of a click is left out and the number of an article is not") {
  CHECK(canonical_url("https://example.org/a?fbclid=IwAR0abcdefghijklm") == "example.org/a");
  CHECK(canonical_url("https://example.org/a?clid=1234") == "example.org/a?clid=1234");
  CHECK(canonical_url("https://example.org/a?fbclid=") == "example.org/a?fbclid=");
}

TEST_CASE("what is no url keeps its letters") {
  for (const char* text : {"urn:nl:Dike:1", "dispatch-4", "Dispatch 4", "NOS Journaal", ""}) {
    CAPTURE(text);
    CHECK(canonical_url(text) == text);
  }
  CHECK(canonical_url("Example.ORG/News") == "example.org/News");
  CHECK(canonical_url("https://") == "");
  CHECK(canonical_url("://x") == "://x");
}

TEST_CASE("the address of a site is no page") {
  for (const char* site : {"https://example.org", "https://www.example.org/", "example.org/?utm_source=rss",
                           "//example.org#x", "", " ", "https://"}) {
    CAPTURE(site);
    CHECK(page_of(site).empty());
  }
  CHECK(page_of("https://example.org/a/") == "example.org/a");
  CHECK(page_of("https://example.org/?p=12") == "example.org?p=12");
  CHECK(page_of("https://example.org/#/news/1") == "example.org#/news/1");
  CHECK(page_of("dispatch-4") == "dispatch-4");
}

TEST_CASE("a host is found behind a scheme, two slashes or www") {
  for (const char* url : {"https://www.Example.org/news", "http://example.org", "//example.org/x", "www.example.org",
                          "WWW.EXAMPLE.ORG/news", "https://user:pass@example.org:8080/a", "feed://example.org?x=1#y",
                          " https://example.org "}) {
    CAPTURE(url);
    CHECK(host_of(url) == "example.org");
  }
  CHECK(host_of("https://nieuws.example.org/a") == "nieuws.example.org");
  CHECK(host_of("http://localhost:8000/a") == "localhost");
  CHECK(host_of("http://[::1]:8000/a") == "[::1]");
  CHECK(host_of("https://пример.рф/a") == "пример.рф");
  CHECK(host_of("https://www.nl/a") == "www.nl");  // www is the name itself here
}

TEST_CASE("a source that is no url has no host") {
  for (const char* source :
       {"", "NOS", "example.org", "The Daily // Echo", "https://", "https:///a", "www.", "wwwish.org",
        "https://The Daily Echo", "mailto:desk@example.org", "://example.org", "// the news", "1st://example.org"}) {
    CAPTURE(source);
    CHECK(host_of(source).empty());
  }
}

}  // namespace
}  // namespace bundel
