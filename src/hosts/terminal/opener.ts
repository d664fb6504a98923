/** Named, since a default import of a file that is loaded late gets all of its exports. */
export { default as open } from 'open'
