/// The sides of an image in pixels, within the bound that was asked for.
struct Dimensions: Equatable {
    let width, height: Int

    init(width: Int, height: Int, maximumSide: Int) throws(ImageError) {
        guard width > 0, height > 0 else { throw .unsupported("a side without pixels") }
        guard width <= maximumSide, height <= maximumSide else { throw .tooLarge(width: width, height: height) }
        self.width = width
        self.height = height
    }
}
