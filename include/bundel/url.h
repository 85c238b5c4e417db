/// Addresses of articles: one spelling for urls that lead to one page, and the host that a url names.
///
/// "https://www.Example.org:443/news/dike/?utm_source=rss#top" and "http://www.example.org/news/dike" are one address.
#pragma once

#include <string>
#include <string_view>

namespace bundel {

/// The spelling by which urls are compared; no url itself, for the scheme is gone. In this order:
///
///   white space at both ends, the scheme with its "//", or "//" alone, are left out;
///   a host is in lower case (ASCII letters; names in other scripts stay), without the default port of its scheme;
///   a fragment is left out, unless it is a route of the page ("#!/news/1", "#/news/1") that says which article is
///   shown; parameters are left out that say where the reader came from: names that begin with "utm_" (any case), and
///   names that end in "clid" with a token of 16 letters or more; all others stay, in their order; slashes at the end
///   of the path are left out, and so is a "?" without a parameter behind.
///
/// A text without scheme or "//" has a host where what stands before the first slash has a dot ("example.org/news"); of
/// any other ("urn:x:1", "dispatch-4") the letters stay as they are. Two empty results say nothing of one another.
/// Cost: linear. Errors: none.
std::string canonical_url(std::string_view url);

/// What two articles of one page have in common: the canonical url; empty where the url says no more than the site
/// ("https://example.org/"), for that names no article, and where there is none.
std::string page_of(std::string_view url);

/// The host of a url in lower case, without "www.", user and port: "example.org" of "https://www.Example.org/news".
/// Empty where the text begins with neither a scheme and "//" nor "//" nor "www.", or where no host can stand behind
/// it. Cost: linear in the host. Errors: none.
std::string host_of(std::string_view url);

}  // namespace bundel
