// Eleventy with Nunjucks, as its own base blog. Lists over several pages are chunked collections
// ("double pagination"), since one template can paginate only one thing.
import markdownIt from "markdown-it";

const PER_PAGE = 20;

function grouped(articles, keyOf) {
  const groups = new Map();
  for (const article of articles) {
    const key = keyOf(article);
    if (!groups.has(key)) groups.set(key, []);
    groups.get(key).push(article);
  }
  return groups;
}

// Every page of every list: { title, path, url, number, count, articles }.
function pages(lists, groups) {
  return lists.flatMap(({ key, title, path }) => {
    const articles = groups.get(key) ?? [];
    const count = Math.max(1, Math.ceil(articles.length / PER_PAGE));
    return Array.from({ length: count }, (_, index) => ({
      title,
      path,
      url: index ? `${path}trang-${index + 1}/` : path,
      number: index + 1,
      count,
      articles: articles.slice(index * PER_PAGE, (index + 1) * PER_PAGE),
    }));
  });
}

export default function (config) {
  config.setLibrary("md", markdownIt({ html: true, typographer: true }));
  config.addPassthroughCopy({ static: "/" });
  config.addFilter("day", (date) => {
    const [year, month, day] = localDay(date).split("-");
    return `${day}/${month}/${year}`;
  });
  config.addFilter("iso", (date) => date.toISOString());
  config.addFilter("first", (items, count) => items.slice(0, count));

  const newestFirst = (api) => api.getFilteredByTag("article").toReversed();
  config.addCollection("newest", newestFirst);
  for (const [name, field, data] of [
    ["sectionPages", "section", "sections"],
    ["districtPages", "district", "districts"],
    ["communePages", "commune", "communes"],
  ]) {
    config.addCollection(name, (api) => {
      const articles = newestFirst(api);
      const lists = articles.length ? articles[0].data[data] : [];
      return pages(lists, grouped(articles, (article) => article.data[field].key));
    });
  }
  config.addCollection("monthPages", (api) => {
    const groups = grouped(newestFirst(api), (article) => localDay(article.date).slice(0, 7));
    const lists = [...groups.keys()].map((month) => ({
      key: month,
      title: `Tháng ${month.slice(5)}/${month.slice(0, 4)}`,
      path: `/luu-tru/${month.replace("-", "/")}/`,
    }));
    return pages(lists, groups);
  });
  config.addCollection("feeds", (api) => {
    const articles = newestFirst(api);
    if (!articles.length) return [];
    const { sections, districts } = articles[0].data;
    const bySection = grouped(articles, (article) => article.data.section.key);
    const byDistrict = grouped(articles, (article) => article.data.district.key);
    return [
      { title: "Trang tin đo tốc độ", path: "/", articles: articles.slice(0, PER_PAGE) },
      ...sections.map((one) => ({ ...one, articles: (bySection.get(one.key) ?? []).slice(0, PER_PAGE) })),
      ...districts.map((one) => ({ ...one, articles: (byDistrict.get(one.key) ?? []).slice(0, PER_PAGE) })),
    ];
  });

  return {
    dir: { input: "content", includes: "../_includes", data: "../_data", output: "output" },
    markdownTemplateEngine: false,
    htmlTemplateEngine: "njk",
  };
}

// The day in Hà Nội, "2014-04-15"; the zone has had no summer time in these years.
function localDay(date) {
  return new Date(date.getTime() + 7 * 3600 * 1000).toISOString().slice(0, 10);
}
