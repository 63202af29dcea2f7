import { useEffect, useState } from 'react'
import type { Box } from './steps.ts'

/** Pages load and lists grow while the tour is open: what it points at is looked for again this often. */
const LOOK_MS = 120

/** Where an element stands in the window, as long as it is there and to be seen. */
export function useBox(selector: string): Box | undefined {
  const [box, setBox] = useState<Box>()
  useEffect(() => {
    let shown: Element | undefined
    const look = () => {
      const element = [...document.querySelectorAll(selector)].find(isThere)
      if (element && element !== shown) bringUp(element)
      shown = element
      const seen = element && boxOf(element)
      setBox((before) => (same(before, seen) ? before : seen))
    }
    look()
    const timer = setInterval(look, LOOK_MS)
    window.addEventListener('resize', look)
    return () => {
      clearInterval(timer)
      window.removeEventListener('resize', look)
    }
  }, [selector])
  return box
}

/**
 * Scrolls an element that begins low in the window up in what scrolls around it. Not `scrollIntoView`, which also moves
 * frames that are not meant to scroll.
 */
function bringUp(element: Element): void {
  const { top } = element.getBoundingClientRect()
  if (top >= 0 && top < window.innerHeight / 3) return
  const around = scrollerOf(element.parentElement)
  if (around) around.scrollTop += top - around.getBoundingClientRect().top
}

function scrollerOf(element: Element | null): Element | undefined {
  if (!element) return undefined
  const scrolls = /auto|scroll/.test(getComputedStyle(element).overflowY) && element.scrollHeight > element.clientHeight
  return scrolls ? element : scrollerOf(element.parentElement)
}

/** Whether an element takes any room, and is not put away beside the window. */
function isThere(element: Element): boolean {
  const { width, height, right } = element.getBoundingClientRect()
  return width > 0 && height > 0 && right > 0
}

/** An element's box, cut to the window; undefined for one that is nowhere in it. */
function boxOf(element: Element): Box | undefined {
  const found = element.getBoundingClientRect()
  const left = Math.max(found.left, 0)
  const top = Math.max(found.top, 0)
  const width = Math.min(found.right, window.innerWidth) - left
  const height = Math.min(found.bottom, window.innerHeight) - top
  return width > 0 && height > 0 ? { left, top, width, height } : undefined
}

function same(one: Box | undefined, other: Box | undefined): boolean {
  if (!one || !other) return one === other
  return (['left', 'top', 'width', 'height'] as const).every((side) => one[side] === other[side])
}
