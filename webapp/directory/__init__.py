"""The directory: who in Lower Normandy acts where in the world, imported, indexed and searched."""
