"""What must hold of the layout of a page, as scripts that list what is wrong with it."""

TOO_WIDE = """() => [...document.querySelectorAll('h1, h2, p, li, dt, dd, a')]
  .filter(each => each.getClientRects().length && !each.closest('.table, svg'))
  .filter(each => each.getBoundingClientRect().right > innerWidth + 1)
  .map(each => 'outside the screen: ' + each.textContent)
  .concat(document.documentElement.scrollWidth > innerWidth ? ['the page scrolls sideways'] : [])
"""

# WCAG 2.2, 2.5.8: links that stand outside of sentences.
SMALL_TARGETS = """() => [...document.querySelectorAll('nav a, .site a, .hint a, .choose a')]
  .filter(a => a.getClientRects().length && a.getBoundingClientRect().height < 24)
  .map(a => 'lower than 24 px: ' + a.textContent)
"""
